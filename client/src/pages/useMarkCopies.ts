import type { Annotation } from '@parfocal/shared/annotation';
import type { DocumentLayer } from '@parfocal/shared/protocol';
import { computed } from 'vue';
import { alignments, errorCodeOf } from '@/api';
import { carriedCopies, type Layers, writeCopies } from '@/features/annotations';
import { startingRelation, storedRelation } from '@/features/compare';
import type { SessionSlides } from '@/features/session';
import { errorText, t } from '@/i18n';
import { useToasts } from '@/ui';

interface Collaborators {
  caseId: { readonly value: string | undefined };
  slides: SessionSlides;
  layers: Layers;
  personId: string;
  /** To the slide that was copied to. */
  open: (slideId: string) => void;
}

/** Copies annotations to another slide of the case: where the stored alignment puts them, else middle on middle at the same magnification. */
export function useMarkCopies({ caseId, slides, layers, personId, open }: Collaborators) {
  const toasts = useToasts();
  const others = computed(() => (slides.record.value?.slides ?? []).filter(({ id, state }) => state === 'ready' && id !== slides.slide.value?.id));

  /** Never where more people see it than now: what may not be written to where it lies goes to the case's layer, which it was revealed to. */
  const layerFor = (one: Annotation): DocumentLayer => {
    const layer = layers.layerOf(one);
    return layers.writable.value.some((row) => row.layer === layer) ? layer : 'case';
  };
  async function copy(annotations: readonly Annotation[], slideId: string): Promise<void> {
    const [from, id] = [slides.slide.value, caseId.value];
    if (!from || !id) return;
    try {
      const [to, pairs] = await Promise.all([slides.detailOf(slideId), alignments(id)]);
      const stored = storedRelation(pairs, from.id, to.id);
      const by = stored ?? startingRelation(from, to);
      let [written, left, isKept] = [0, 0, false];
      for (const layer of new Set(annotations.map(layerFor))) {
        const found = carriedCopies(annotations.filter((one) => layerFor(one) === layer), { by, image: to.image, personId, nowMs: Date.now() });
        left += found.left;
        if (found.copies.length === 0) continue;
        const end = await writeCopies({ caseId: id, slideId, layer }, personId, found.copies);
        if (end !== 'saved' && end !== 'kept') return void toasts.stop(errorText(end));
        isKept ||= end === 'kept';
        written += found.copies.length;
      }
      const said = [t('annotations.copied', { n: written, slide: to.name }), t(stored ? 'annotations.copiedAligned' : 'annotations.copiedMiddle')];
      if (left > 0) said.push(t('annotations.copiedBeside', { n: left }));
      if (isKept) said.push(t('annotations.copiedKept'));
      toasts.say(said.join(' '), { label: t('annotations.copiedShow'), run: () => open(slideId) });
    } catch (error) {
      toasts.stop(errorText(errorCodeOf(error)));
    }
  }

  return { others, copy };
}
