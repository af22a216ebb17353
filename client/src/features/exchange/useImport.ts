import { type Annotation, type GeoReading, NO_OFFSET, type ReadShape } from '@parfocal/shared/annotation';
import type { AnnotationClass, SlideDetail } from '@parfocal/shared/api';
import { computed, onScopeDispose, ref, type Ref, shallowRef, watch } from 'vue';
import { locale } from '@/i18n';
import type { SaveState } from '@/wire';
import type * as Y from 'yjs';
import { entriesOf, notHereYet } from './entries';
import { originOf } from './exported';
import { removeAll, writeAll } from './pieces';
import { readFile } from './read-file';
import type { FileTrouble } from './read-words';

interface Collaborators {
  slide: Ref<SlideDetail | undefined>;
  doc: Ref<Y.Doc | undefined>;
  state: Ref<SaveState>;
  annotations: Ref<readonly Annotation[]>;
  classes: Ref<readonly AnnotationClass[]>;
  canDraw: Ref<boolean>;
  personId: string;
  nameOf: (personId: string) => string | undefined;
  read?: typeof readFile;
  now?: () => number;
}

/** What a file holds, before a shape of it is drawn. */
export interface ImportPreview {
  readonly reading: GeoReading;
  readonly shapes: readonly ReadShape[];
  /** Shapes that are on the slide already, and are not drawn twice. */
  readonly here: number;
}

/** `waiting` for the network: nothing is written meanwhile. */
export type ImportPhase =
  | { readonly kind: 'empty' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'trouble'; readonly what: FileTrouble }
  | { readonly kind: 'ready'; readonly preview: ImportPreview }
  | { readonly kind: 'writing' | 'removing'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly written: readonly Annotation[]; readonly of: number; readonly preview: ImportPreview };

/** A file of another program, or of our own, as annotations of this person on the slide in view. */
export function useImport({ slide, doc, state, annotations, classes, canDraw, personId, nameOf, read = readFile, now = Date.now }: Collaborators) {
  const phase = shallowRef<ImportPhase>({ kind: 'empty' });
  const isOpen = ref(false);
  /** Whether coordinates of a file that does not say so count from what was scanned, as QuPath's do, or from the slide's corner. */
  const countsFromScan = ref(true);
  let chosen: File | undefined;
  let work = new AbortController();

  const stop = (): void => {
    work.abort();
    work = new AbortController();
  };
  const reset = (): void => {
    stop();
    chosen = undefined;
    phase.value = { kind: 'empty' };
  };
  const look = async (): Promise<void> => {
    stop();
    const [file, on, { signal }] = [chosen, slide.value, work];
    if (!file || !on || !canDraw.value) return;
    phase.value = { kind: 'reading' };
    const { widthPx, heightPx, zPlanes } = on.image;
    const answer = await read({ file, target: { widthPx, heightPx, zPlanes, origin: countsFromScan.value ? { x: originOf(on).x, y: originOf(on).y } : NO_OFFSET } }, signal);
    if (signal.aborted) return;
    if ('trouble' in answer) return void (phase.value = { kind: 'trouble', what: answer.trouble });
    const shapes = notHereYet(answer.reading.shapes, annotations.value);
    phase.value = { kind: 'ready', preview: { reading: answer.reading, shapes, here: answer.reading.shapes.length - shapes.length } };
  };
  const hands = (kind: 'writing' | 'removing', of: number) => ({
    doc: () => doc.value,
    state: () => state.value,
    signal: work.signal,
    onProgress: (done: number) => void (phase.value = { kind, done, of }),
  });

  watch(countsFromScan, look);
  // What was read for one slide is not for another.
  watch(() => slide.value?.id, reset);
  watch(isOpen, (open) => open || phase.value.kind === 'writing' || phase.value.kind === 'removing' || reset());
  onScopeDispose(stop);

  return {
    phase,
    isOpen,
    countsFromScan,
    /** The slide begins elsewhere than what was scanned of it, so that a file may mean either. */
    hasTwoOrigins: computed(() => {
      const bounds = slide.value?.image.bounds;
      return bounds !== undefined && (bounds.x !== 0 || bounds.y !== 0);
    }),
    isWaiting: computed(() => state.value.kind === 'offline' || state.value.kind === 'trouble' || state.value.kind === 'loading'),
    choose(file: File): void {
      if (!canDraw.value) return;
      chosen = file;
      isOpen.value = true;
      void look();
    },
    async write(): Promise<void> {
      if (phase.value.kind !== 'ready') return;
      const { preview } = phase.value;
      const { signal } = work;
      phase.value = { kind: 'writing', done: 0, of: preview.shapes.length };
      const on = slide.value?.id;
      const entries = await entriesOf(preview.shapes, { personId, personName: nameOf(personId) ?? '', classes: classes.value, locale: locale.value, now: now() });
      const written = await writeAll(entries, { ...hands('writing', entries.length), doc: () => (slide.value?.id === on ? doc.value : undefined), signal });
      if (slide.value?.id === on) phase.value = { kind: 'done', written, of: entries.length, preview };
    },
    /** Ends writing where it is; what is written stays, until it is taken back. */
    stop,
    async takeBack(): Promise<void> {
      if (phase.value.kind !== 'done') return;
      const { written } = phase.value;
      phase.value = { kind: 'removing', done: 0, of: written.length };
      await removeAll(written, hands('removing', written.length));
      reset();
    },
    reset,
  };
}

export type Importing = ReturnType<typeof useImport>;
