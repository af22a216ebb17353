import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail, SlideLayers, SlideSummary } from '@parfocal/shared/api';
import type { DocumentLayer } from '@parfocal/shared/protocol';
import { readonly, type Ref, ref } from 'vue';
import { errorCodeOf, slide as slideOf, slideLayers } from '@/api';
import { errorText, t } from '@/i18n';
import { fileName, saveBlob, zipFile } from '@/lib';
import { useToasts } from '@/ui';
import { type ExportLayer, exportedLayers, isOwnRevealed } from './export-layers';
import { csvFile, type ExportedSlide, type ExportWords, geoJsonFile } from './exported';
import { annotationsOf } from './gather';

export type ExportFormat = 'geojson' | 'csv';
export type ExportScope = 'picked' | 'slide' | 'case';

interface LayerHere {
  readonly layer: DocumentLayer;
  readonly annotations: readonly Annotation[];
}

interface Collaborators {
  caseId: Ref<string | undefined>;
  personId: string;
  sessionId: string;
  slide: Ref<SlideDetail | undefined>;
  /** Those of the case that this person may open. */
  slides: Ref<readonly SlideSummary[]>;
  annotations: Ref<readonly Annotation[]>;
  picked: Ref<ReadonlySet<string>>;
  /** The layers of the slide in view, with what is not saved yet. */
  here: Ref<readonly LayerHere[]>;
  /** What the layer of an annotation on the slide in view is called. */
  layerOf: (annotation: Annotation) => string;
  /** What a layer is called; one's own hidden one by whether it is revealed. */
  layerName: (layer: DocumentLayer, isOwnRevealed: boolean) => string;
  words: ExportWords;
  gather?: typeof annotationsOf;
  detailOf?: typeof slideOf;
  layersOf?: typeof slideLayers;
  save?: typeof saveBlob;
}

/** Annotations to a file on this machine: what is picked, of the slide in view, or of all slides of the case in the layers that are chosen. */
export function useExport({ caseId, personId, sessionId, slide, slides, annotations, picked, here, layerOf, layerName, words, gather = annotationsOf, detailOf = slideOf, layersOf = slideLayers, save = saveBlob }: Collaborators) {
  const toasts = useToasts();
  /** Slides gathered and to be gathered; `null` while nothing is. */
  const progress = ref<{ done: number; of: number } | null>(null);

  const onSlide = (scope: ExportScope): ExportedSlide[] => {
    if (!slide.value) return [];
    const all = annotations.value;
    return [{ slide: slide.value, annotations: scope === 'picked' ? all.filter(({ id }) => picked.value.has(id)) : all, layerOf }];
  };
  /** What is in a layer of a slide: from the page where it is open, since not all of it need be saved yet. */
  const inLayer = async (of: string, slideId: string, layer: DocumentLayer): Promise<readonly Annotation[]> => {
    const open = slideId === slide.value?.id ? here.value.find((one) => one.layer === layer) : undefined;
    return open?.annotations ?? gather({ caseId: of, slideId, layer }, personId);
  };
  /** One slide and one layer after the other: each is a connection of its own. */
  const onCase = async (of: string, wanted: ReadonlySet<ExportLayer>): Promise<ExportedSlide[]> => {
    const gathered: ExportedSlide[] = [];
    const isMoreWanted = (['earlier', 'hidden', 'revealed'] as const).some((one) => wanted.has(one));
    for (const { id } of slides.value) {
      progress.value = { done: gathered.length, of: slides.value.length };
      const known: Pick<SlideLayers, 'hidden' | 'sessions'> = isMoreWanted ? await layersOf(of, id) : { hidden: [], sessions: [] };
      const names = new Map<Annotation, string>();
      for (const layer of exportedLayers(wanted, known, { personId, sessionId })) for (const one of await inLayer(of, id, layer)) names.set(one, layerName(layer, isOwnRevealed(known, personId)));
      gathered.push({ slide: id === slide.value?.id ? slide.value : await detailOf(id), annotations: [...names.keys()], layerOf: (one) => names.get(one) ?? '' });
    }
    return gathered;
  };

  const fileOf = async (format: ExportFormat, all: readonly ExportedSlide[], scope: ExportScope): Promise<readonly [Blob, string]> => {
    const name = scope === 'case' ? t('exchange.caseFile') : (all[0]?.slide.name ?? '');
    if (format === 'csv') return [await csvFile(all, words), fileName(name, 'csv', 'annotations')];
    const [only, ...more] = all;
    if (only && more.length === 0) return [await geoJsonFile(only, words), fileName(name, 'geojson', 'annotations')];
    const entries = await Promise.all(all.map(async (one, i) => ({ name: fileName(`${i + 1} ${one.slide.name}`, 'geojson', String(i + 1)), content: await geoJsonFile(one, words) })));
    return [await zipFile(entries), fileName(name, 'zip', 'annotations')];
  };

  return {
    progress: readonly(progress),
    /** True once the file is on its way to the person. `layers` are for the whole case; of the slide in view goes what is shown. */
    async exportTo(format: ExportFormat, scope: ExportScope, layers: ReadonlySet<ExportLayer>): Promise<boolean> {
      if (progress.value || !caseId.value) return false;
      progress.value = { done: 0, of: 1 };
      try {
        const all = scope === 'case' ? await onCase(caseId.value, layers) : onSlide(scope);
        const [file, name] = await fileOf(format, all, scope);
        save(file, name);
        toasts.saved(t('exchange.exported', { n: all.reduce((sum, one) => sum + one.annotations.length, 0), name }));
        return true;
      } catch (error) {
        toasts.stop(t('exchange.exportFailed', { why: errorText(errorCodeOf(error)) }));
        return false;
      } finally {
        progress.value = null;
      }
    },
  };
}

export type Exporting = ReturnType<typeof useExport>;
