import type { SlideDetail } from '@parfocal/shared/api';
import { mount, type VueWrapper } from '@vue/test-utils';
import { type EffectScope, effectScope, nextTick, shallowRef } from 'vue';
import { t } from '@/i18n';
import MicroscopeBar from './MicroscopeBar.vue';
import { fluorescenceSlide, slideOf } from './testing/slide';
import { TellingViewer } from './testing/telling-viewer';
import { type Microscope, useMicroscope } from './useMicroscope';

/** Tooltips and popovers are reka-ui's and need a page around them. */
const stubs = { PTooltip: { template: '<span><slot /></span>' }, PPopover: { template: '<div><slot name="trigger" /><slot /></div>' } };

describe('MicroscopeBar', () => {
  let viewer: TellingViewer;
  let microscope: Microscope;
  let scope: EffectScope;
  let bar: VueWrapper;

  const begin = (slide: SlideDetail): void => {
    viewer = new TellingViewer();
    viewer.open(slide);
    scope = effectScope();
    microscope = scope.run(() => useMicroscope({ viewer: viewer.asViewer, slide: shallowRef(slide) }))!;
    bar = mount(MicroscopeBar, { props: { microscope, viewer: viewer.asViewer }, global: { stubs } });
  };
  afterEach(() => {
    bar.unmount();
    scope.stop();
    sessionStorage.clear();
  });

  const named = (label: string): boolean => bar.find(`[aria-label="${label}"]`).exists();

  it('says so while colours are not the scanner’s, until they are again', async () => {
    begin(slideOf());
    expect(bar.find('.state').exists()).toBe(false);
    microscope.appearance.change({ gamma: 1.3 });
    await nextTick();
    expect(bar.get('.state').text()).toBe(t('image.adjusted'));
    microscope.appearance.resetColours();
    await nextTick();
    expect(bar.find('.state').exists()).toBe(false);
  });

  it('says that the slide is in a mirror, and takes it out of it', async () => {
    begin(slideOf());
    viewer.flip();
    await nextTick();
    expect(bar.get('.state').text()).toBe(t('image.mirrored'));
    await bar.get('.state').trigger('click');
    expect(viewer.appearance().isFlipped).toBe(false);
  });

  it('focuses a slide of several planes, plane by plane up to the last', async () => {
    begin(slideOf());
    expect(bar.get('.focus small').text()).toBe('2/3');
    const up = bar.get(`[aria-label="${t('image.planeUp')}"]`);
    await up.trigger('click');
    expect(bar.get('.focus small').text()).toBe('3/3');
    expect(up.attributes('disabled')).toBeDefined();
  });

  it('has no fine focus for one plane, no profile switch without a profile, and channels only where there are some', () => {
    begin(slideOf({ image: { zPlanes: 1 } }));
    expect([named(t('image.focus')), bar.text().includes(t('image.managed')), named(t('image.channels'))]).toEqual([false, false, false]);
    bar.unmount();
    scope.stop();
    begin(slideOf({ image: { hasColourProfile: true } }));
    expect(bar.text()).toContain(t('image.managed'));
    bar.unmount();
    scope.stop();
    begin(fluorescenceSlide());
    expect(bar.findAll('.channels .name').map((name) => name.text())).toEqual(['DAPI', t('image.channel', { number: 2 })]);
  });

  it('puts a lamp out, leaves one alone, and sets a window by what is in view', async () => {
    begin(fluorescenceSlide());
    await bar.get(`[aria-label="${t('image.shown', { name: 'DAPI' })}"]`).trigger('change');
    expect(viewer.appearance().channels.map(({ on }) => on)).toEqual([false, true]);
    await bar.get(`[aria-label="${t('image.solo', { name: 'DAPI' })}"]`).trigger('click');
    expect(viewer.appearance().channels.map(({ on }) => on)).toEqual([true, false]);
    viewer.range = { low: 40, high: 700 };
    await bar.get(`[aria-label="${t('image.autoHint', { name: 'DAPI' })}"]`).trigger('click');
    await nextTick();
    expect(viewer.appearance().channels[0]).toMatchObject({ low: 40, high: 700 });
  });
});
