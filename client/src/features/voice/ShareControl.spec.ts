import { mount } from '@vue/test-utils';
import { computed, nextTick, ref, shallowRef } from 'vue';
import type { Session } from '@/features/session';
import { t } from '@/i18n';
import ShareControl from './ShareControl.vue';
import type { Sharing } from './useShare';

describe('ShareControl', () => {
  const show = async ({ cameraIds, chosenId = '', own = false }: { cameraIds: string[]; chosenId?: string; own?: boolean }) => {
    const asked: unknown[] = [];
    const devices = cameraIds.map((deviceId) => ({ deviceId, kind: 'videoinput', label: deviceId }));
    const sharing = {
      own: shallowRef(own ? {} : undefined), ownSource: ref('camera'), share: shallowRef(null),
      cameras: { devices: shallowRef(devices), chosenId: ref(chosenId), isListed: computed(() => cameraIds.includes(chosenId)) },
      start: (source: string) => asked.push(source), showCamera: (id: string) => asked.push({ camera: id }), stop: () => asked.push('stop'),
    } as unknown as Sharing;
    const session = { own: ref({ role: 'host' }), isPresenting: ref(true) } as unknown as Session;
    const wrapper = mount(ShareControl, { props: { sharing, session }, attachTo: document.body });
    const trigger = wrapper.findAll('button').at(-1)!;
    await trigger.trigger('pointerdown', { button: 0, pointerType: 'mouse' });
    await trigger.trigger('click');
    await nextTick();
    const items = [...document.querySelectorAll<HTMLElement>('.p-menu-item')];
    return { asked, wrapper, items, words: items.map(({ textContent }) => textContent?.trim()), checked: items.filter(({ ariaChecked }) => ariaChecked === 'true').map(({ textContent }) => textContent?.trim()) };
  };

  it('offers a screen and a camera before any camera is named', async () => {
    const { words, wrapper } = await show({ cameraIds: ['face'] });
    expect(words).toEqual([t('voice.share.startScreen'), t('voice.share.startCamera')]);
    wrapper.unmount();
  });

  it('offers each of several cameras by its name', async () => {
    const { words, checked, wrapper } = await show({ cameraIds: ['face', 'microscope'], chosenId: 'microscope' });
    expect(words).toEqual([t('voice.share.startScreen'), t('voice.systemDefault'), 'face', 'microscope']);
    expect(checked).toEqual(['microscope']);
    wrapper.unmount();
  });

  it('lets who chose a camera that is away choose another', async () => {
    const { words, checked, wrapper } = await show({ cameraIds: ['face'], chosenId: 'microscope' });
    expect(words).toEqual([t('voice.share.startScreen'), t('voice.systemDefault'), 'face']);
    expect(checked).toEqual([]);
    wrapper.unmount();
  });

  it('changes the camera while one is shown', async () => {
    const { words, wrapper } = await show({ cameraIds: ['face', 'microscope'], own: true });
    expect(words).toEqual([t('voice.systemDefault'), 'face', 'microscope']);
    wrapper.unmount();
  });
});
