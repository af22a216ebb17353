import { addComment, annotationsOf } from '@parfocal/shared/annotation';
import { type DocumentLayer, type DocumentName, documentPath } from '@parfocal/shared/protocol';
import { computed, type EffectScope, effectScope, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { createId } from '@/lib';
import { mergedState, type openSlideDocument } from '@/wire';
import type { Refusal, Refusals } from '../unsent/refusals';
import { useAnnotations } from '../useAnnotations';
import { useSlideDocument } from '../useSlideDocument';

interface Collaborators {
  /** The layers of the slide in view; each layer once. */
  names: Ref<readonly DocumentName[]>;
  personId: string;
  open?: typeof openSlideDocument;
  refusals?: Refusals;
}

/** One layer of the slide, open: its document and what is drawn in it. */
export interface OpenLayer {
  readonly layer: DocumentLayer;
  readonly document: ReturnType<typeof useSlideDocument>;
  readonly annotations: ReturnType<typeof useAnnotations>;
}

interface Slot extends OpenLayer {
  readonly name: Ref<DocumentName | undefined>;
  readonly scope: EffectScope;
}

const isSame = (a: DocumentName | undefined, b: DocumentName): boolean => a !== undefined && documentPath(a) === documentPath(b);

/** All layers of a slide at once. A layer keeps its place when the slide changes, and with it what was refused on slides before. */
export function useOpenLayers({ names, personId, open, refusals }: Collaborators) {
  const slots = new Map<DocumentLayer, Slot>();
  const layers = shallowRef<readonly OpenLayer[]>([]);

  const slotOf = (first: DocumentName): Slot => {
    const known = slots.get(first.layer);
    if (known) {
      if (!isSame(known.name.value, first)) known.name.value = first;
      return known;
    }
    const scope = effectScope(true);
    const name = ref<DocumentName | undefined>(first);
    const made = scope.run(() => {
      const document = useSlideDocument({ name, personId, open, refusals });
      return { document, annotations: useAnnotations({ doc: document.doc, personId }) };
    })!;
    const slot = { layer: first.layer, ...made, name, scope };
    slots.set(first.layer, slot);
    return slot;
  };
  watch(
    names,
    (next) => {
      const now = next.map(slotOf);
      for (const [layer, slot] of slots) {
        if (now.includes(slot)) continue;
        slot.scope.stop();
        slots.delete(layer);
      }
      if (now.length !== layers.value.length || now.some((slot, i) => slot !== layers.value[i])) layers.value = now;
    },
    { immediate: true },
  );
  onScopeDispose(() => slots.forEach(({ scope }) => scope.stop()));

  const refused = computed(() => layers.value.find(({ document }) => document.refusal.value));
  return {
    layers,
    /** Of all of them together. */
    state: computed(() => mergedState(layers.value.map(({ document }) => document.state.value))),
    refusal: computed(() => refused.value?.document.refusal.value),
    /** What was refused in a layer is drawn and said in that layer again, and in no other: it may be for one person's eyes. */
    drawAgain({ drafts, remarks }: Refusal): void {
      const { document, annotations } = refused.value ?? {};
      const doc = document?.doc.value;
      if (!doc || !annotations) return;
      annotations.together(() => {
        const again = new Map(drafts.map(({ id, kind, geometry, colour, label, note, classId, z }) => [id, annotations.add({ kind, geometry }, { colour, label, note, classId, z })]));
        for (const remark of remarks) {
          const about = annotationsOf(doc).has(remark.annotation) ? remark.annotation : again.get(remark.annotation);
          if (about) addComment(doc, { ...remark, id: createId(), annotation: about }, undefined);
        }
      });
    },
    dismissRefusal: (): void => refused.value?.document.dismissRefusal(),
  };
}
