import type { SlideDetail } from '@parfocal/shared/api';
import { readonly, type Ref, ref } from 'vue';
import { formatNumber, t } from '@/i18n';
import { fileName, saveBlob } from '@/lib';
import { useToasts } from '@/ui';
import type { SlideViewer } from '@/viewer';

interface Collaborators {
  viewer: SlideViewer;
  slide: Ref<SlideDetail | undefined>;
  magnification: Ref<number | undefined>;
}

/** The view as a picture: a file named after the slide and its magnification, or on the clipboard. */
export function useSnapshot({ viewer, slide, magnification }: Collaborators) {
  const toasts = useToasts();
  const busy = ref(false);

  const nameOf = ({ name }: SlideDetail): string => {
    const power = magnification.value;
    // The same file name whatever the language: it is sorted and found by it.
    return fileName(power === undefined ? name : `${name} ${formatNumber(power, 'en', 1)}x`, 'png', 'slide');
  };
  const tried = async (work: () => Promise<void>): Promise<void> => {
    if (busy.value || !slide.value) return;
    busy.value = true;
    // The viewer refuses where nothing is shown or the browser has no memory for it: there is nothing else to be told.
    await work().catch(() => toasts.stop(t('views.snapshotFailed')));
    busy.value = false;
  };

  return {
    isBusy: readonly(busy),
    saveSnapshot: (): Promise<void> => tried(async () => {
      const name = slide.value && nameOf(slide.value);
      const picture = await viewer.snapshot();
      if (!name) return;
      saveBlob(picture, name);
      toasts.saved(t('views.snapshotSaved', { name }));
    }),
    copySnapshot: (): Promise<void> => tried(async () => {
      if (!canCopy()) return void toasts.say(t('views.snapshotNoClipboard'));
      const picture = viewer.snapshot();
      // Given as a promise: Safari lets a page write only from within the click itself.
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      toasts.saved(t('views.snapshotCopied'));
    }),
  };
}

/** Pages over plain HTTP have no clipboard, and some browsers no pictures on it. */
const canCopy = (): boolean => typeof ClipboardItem === 'function' && typeof navigator.clipboard?.write === 'function';
