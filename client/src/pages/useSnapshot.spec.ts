import { jest } from '@jest/globals';
import type { SlideDetail } from '@parfocal/shared/api';
import { ref, shallowRef } from 'vue';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';
import { useSnapshot } from './useSnapshot';

describe('useSnapshot', () => {
  const { toasts, dismiss } = useToasts();
  const picture = new Blob(['png'], { type: 'image/png' });
  const said = (): string[] => toasts.value.map(({ text }) => text);
  const begin = (snapshot: () => Promise<Blob>, name = 'A1 · H&E', power = ref<number | undefined>(10.04)) =>
    inScope(() => useSnapshot({ viewer: { snapshot } as unknown as SlideViewer, slide: shallowRef({ name } as SlideDetail), magnification: power })).result;
  let saved: string[];

  beforeEach(() => {
    jest.useFakeTimers();
    saved = [];
    URL.createObjectURL = () => 'blob:here';
    URL.revokeObjectURL = () => undefined;
    jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      saved.push(this.download);
    });
  });
  afterEach(() => {
    for (const { id } of toasts.value) dismiss(id);
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  it('saves a file named after slide and magnification', async () => {
    await begin(async () => picture).saveSnapshot();
    await begin(async () => picture, 'A/B', ref()).saveSnapshot();
    expect(saved).toEqual(['A1 · H&E 10x.png', 'A B.png']);
    expect(said()).toContain(t('views.snapshotSaved', { name: 'A B.png' }));
  });

  it('says so where no picture can be made, and can be asked again', async () => {
    const snapshot = begin(() => Promise.reject(new Error('no memory')));
    await snapshot.saveSnapshot();
    expect([saved, said(), snapshot.isBusy.value]).toEqual([[], [t('views.snapshotFailed')], false]);
  });

  it('says so where a browser copies no pictures', async () => {
    await begin(async () => picture).copySnapshot();
    expect(said()).toEqual([t('views.snapshotNoClipboard')]);
  });
});
