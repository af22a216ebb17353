import type { SlideDetail } from '@parfocal/shared/api';
import { nextTick, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { appearanceFor } from '@/viewer';
import { fluorescenceSlide, slideOf } from './testing/slide';
import { TellingViewer } from './testing/telling-viewer';
import { type Appearance, useAppearance } from './useAppearance';

describe('useAppearance', () => {
  const one = slideOf({ id: '0f9b6c1e-6f0e-4f6b-9a53-000000000001' });
  const other = { ...fluorescenceSlide(), id: '0f9b6c1e-6f0e-4f6b-9a53-000000000002' };
  const slide = shallowRef<SlideDetail>();
  let viewer: TellingViewer;
  let hands: Appearance;
  let stop: () => void;

  const begin = (): void => {
    slide.value = undefined;
    viewer = new TellingViewer();
    ({ result: hands, stop } = inScope(() => useAppearance({ viewer: viewer.asViewer, slide })));
  };
  /** As a session does it: the viewer opens a slide before anything else happens to it. */
  const turnTo = async (next: SlideDetail): Promise<void> => {
    slide.value = next;
    viewer.open(next);
    await nextTick();
  };

  beforeEach(begin);
  afterEach(() => {
    stop();
    sessionStorage.clear();
  });

  it('begins in the middle plane, as scanned', async () => {
    await turnTo(one);
    expect(hands.appearance.value).toEqual(appearanceFor(one));
    expect(hands.appearance.value.z).toBe(1);
    expect(hands.isAdjusted.value).toBe(false);
  });

  it('says that colours are not the scanner’s, whichever is changed, and takes all of it back', async () => {
    await turnTo(other);
    for (const part of [{ brightness: 0.1 }, { contrast: 2 }, { gamma: 0.5 }, { saturation: 0 }, { whitePoint: [240, 238, 230] as const }]) {
      hands.change(part);
      expect(hands.isAdjusted.value).toBe(true);
      hands.resetColours();
      expect(hands.isAdjusted.value).toBe(false);
    }
    hands.changeChannel(1, { high: 2000 });
    expect(hands.isAdjusted.value).toBe(true);
    hands.resetColours();
    expect(hands.appearance.value).toEqual(appearanceFor(other));
  });

  it('does not call another plane or a mirror an adjustment, and leaves both when colours are taken back', async () => {
    await turnTo(one);
    hands.change({ z: 2, isFlipped: true });
    expect(hands.isAdjusted.value).toBe(false);
    hands.change({ gamma: 2 });
    hands.resetColours();
    expect(hands.appearance.value).toMatchObject({ gamma: 1, z: 2, isFlipped: true });
  });

  it('shows one channel alone, and all again', async () => {
    await turnTo(other);
    hands.solo(1);
    expect(hands.appearance.value.channels.map(({ on }) => on)).toEqual([false, true]);
    hands.solo(1);
    expect(hands.appearance.value.channels.map(({ on }) => on)).toEqual([true, true]);
  });

  it('remembers each slide for this tab, also after a reload', async () => {
    await turnTo(one);
    hands.change({ contrast: 1.5, z: 0 });
    await turnTo(other);
    expect(hands.isAdjusted.value).toBe(false);
    hands.changeChannel(0, { on: false });
    await turnTo(one);
    expect(hands.appearance.value).toMatchObject({ contrast: 1.5, z: 0 });
    stop();
    begin();
    await turnTo(other);
    expect(hands.appearance.value.channels[0]!.on).toBe(false);
  });

  it('does not put what it remembers over what a link brought', async () => {
    await turnTo(one);
    hands.change({ contrast: 1.5 });
    await turnTo(other);
    slide.value = one;
    viewer.open(one);
    viewer.setAppearance({ ...viewer.appearance(), saturation: 0 });
    await nextTick();
    expect(hands.appearance.value).toMatchObject({ contrast: 1, saturation: 0 });
  });

  it('forgets a slide that is as scanned again, and bears what somebody else wrote there', async () => {
    await turnTo(one);
    hands.change({ contrast: 1.5 });
    hands.resetColours();
    expect(sessionStorage.length).toBe(0);
    sessionStorage.setItem(`parfocal.appearance.${other.id}`, '{"brightness":"dark');
    await turnTo(other);
    expect(hands.appearance.value).toEqual(appearanceFor(other));
    sessionStorage.setItem(`parfocal.appearance.${one.id}`, '{"contrast":1e9,"z":-4,"gamma":null}');
    await turnTo(one);
    expect(hands.appearance.value).toMatchObject({ contrast: 4, z: 0, gamma: 1 });
  });
});
