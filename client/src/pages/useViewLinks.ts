import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail } from '@parfocal/shared/api';
import { type Ref, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import { type ViewLink, viewQuery } from '@/features/links';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import { appearanceFor, type SlideViewer } from '@/viewer';
import type { useSessionMarks } from './useSessionMarks';

interface Collaborators {
  viewer: SlideViewer;
  caseId: Ref<string | undefined>;
  slide: Ref<SlideDetail | undefined>;
  marks: Pick<ReturnType<typeof useSessionMarks>, 'annotations' | 'layers' | 'slideDocument' | 'tools'>;
  /** What brought the person here. */
  start: { readonly slideId: string | undefined; readonly link: ViewLink };
}

/** Links to what is on the screen, and the annotation that a link is about. */
export function useViewLinks({ viewer, caseId, slide, marks, start }: Collaborators) {
  const router = useRouter();
  const toasts = useToasts();
  /** A link that the browser would not copy, for the person's own hands. */
  const uncopied = ref<string>();

  const addressOf = (query: ReturnType<typeof viewQuery>): string | undefined => {
    if (!caseId.value || !slide.value) return undefined;
    const { href } = router.resolve({ name: 'view', params: { caseId: caseId.value, slideId: slide.value.id }, query });
    return location.origin + href;
  };
  const copy = async (address: string | undefined): Promise<void> => {
    if (!address) return;
    try {
      await navigator.clipboard.writeText(address);
      toasts.saved(t('views.linkCopied'));
    } catch {
      uncopied.value = address; // without a secure page there is no clipboard
    }
  };
  const looks = () => slide.value && { now: viewer.appearance(), first: appearanceFor(slide.value) };

  if (start.link.layer) marks.layers.visit(start.link.layer);
  /** Sought once, when all annotations of the link's slide are here. */
  let sought = start.link.mark;
  watch([slide, marks.slideDocument.state, marks.annotations.annotations], ([opened, state, annotations]) => {
    if (!sought || opened?.id !== start.slideId || state.kind === 'loading') return;
    const found = annotations.find(({ id }) => id === sought);
    if (!found && state.kind !== 'saved') return;
    sought = undefined;
    if (!found) toasts.say(t('views.linkNoMark'));
    else if (start.link.view) marks.tools.select(found.id);
    else marks.tools.jumpTo(found);
  });

  return {
    uncopied,
    copyLink: (): Promise<void> => copy(addressOf(viewQuery({ view: viewer.view(), look: looks() }))),
    copyLinkTo: (one: Annotation): Promise<void> => copy(addressOf(viewQuery({ look: looks(), mark: one.id, layer: marks.layers.layerOf(one) }))),
  };
}
