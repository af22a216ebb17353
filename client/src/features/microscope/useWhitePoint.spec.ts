import type { SlideDetail } from '@parfocal/shared/api';
import { shallowRef } from 'vue';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import { slideOf } from './testing/slide';
import { TellingViewer } from './testing/telling-viewer';
import { useAppearance } from './useAppearance';
import { useWhitePoint, type WhitePoint } from './useWhitePoint';

describe('useWhitePoint', () => {
  const slide = shallowRef<SlideDetail>(slideOf());
  let viewer: TellingViewer;
  let hands: WhitePoint;
  let stop: () => void;

  beforeEach(() => {
    viewer = new TellingViewer();
    viewer.open(slide.value!);
    ({ result: hands, stop } = inScope(() => useWhitePoint({ viewer: viewer.asViewer, appearance: useAppearance({ viewer: viewer.asViewer, slide }) })));
  });
  afterEach(() => {
    stop();
    sessionStorage.clear();
  });

  it('makes the glass that was picked white', () => {
    viewer.colour = [241, 236, 229];
    hands.pick();
    expect(hands.isPicking.value).toBe(true);
    viewer.pick({ x: 1, y: 2 });
    expect([hands.isPicking.value, viewer.appearance().whitePoint]).toEqual([false, [241, 236, 229]]);
  });

  it('does not take tissue for glass, and says so', () => {
    viewer.colour = [180, 60, 140];
    hands.pick();
    viewer.pick({ x: 1, y: 2 });
    expect(viewer.appearance().whitePoint).toBeNull();
    expect(useToasts().toasts.value.map(({ text }) => text)).toContain(t('image.notGlass'));
  });

  it('is given up by Escape, which ends nothing else', () => {
    hands.pick();
    const heard: Event[] = [];
    const hear = (event: Event): void => void heard.push(event);
    document.addEventListener('keydown', hear);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    expect([hands.isPicking.value, viewer.isPicking, heard.length]).toEqual([false, false, 0]);
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }));
    document.removeEventListener('keydown', hear);
    expect(heard.length).toBe(1);
  });
});
