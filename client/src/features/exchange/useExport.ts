import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail, SlideSummary } from '@parfocal/shared/api';
import { readonly, type Ref, ref } from 'vue';
import { errorCodeOf, slide as slideOf } from '@/api';
import { errorText, t } from '@/i18n';
import { fileName, saveBlob, zipFile } from '@/lib';
import { useToasts } from '@/ui';
import { csvFile, type ExportedSlide, type ExportWords, geoJsonFile } from './exported';
import { annotationsOf } from './gather';

export type ExportFormat = 'geojson' | 'csv';
export type ExportScope = 'picked' | 'slide' | 'case';

interface Collaborators {
  caseId: Ref<string | undefined>;
  personId: string;
  slide: Ref<SlideDetail | undefined>;
  /** Those of the case that this person may open. */
  slides: Ref<readonly SlideSummary[]>;
  annotations: Ref<readonly Annotation[]>;
  picked: Ref<ReadonlySet<string>>;
  words: ExportWords;
  gather?: typeof annotationsOf;
  detailOf?: typeof slideOf;
  save?: typeof saveBlob;
}

/** Annotations to a file on this machine: what is picked, of the slide in view, or of all slides of the case. */
export function useExport({ caseId, personId, slide, slides, annotations, picked, words, gather = annotationsOf, detailOf = slideOf, save = saveBlob }: Collaborators) {
  const toasts = useToasts();
  /** Slides gathered and to be gathered; `null` while nothing is. */
  const progress = ref<{ done: number; of: number } | null>(null);

  const onSlide = (scope: ExportScope): ExportedSlide[] => {
    if (!slide.value) return [];
    const all = annotations.value;
    return [{ slide: slide.value, annotations: scope === 'picked' ? all.filter(({ id }) => picked.value.has(id)) : all }];
  };
  /** One after the other: each is a connection of its own. */
  const onCase = async (of: string): Promise<ExportedSlide[]> => {
    const gathered: ExportedSlide[] = [];
    for (const { id } of slides.value) {
      progress.value = { done: gathered.length, of: slides.value.length };
      const [here] = id === slide.value?.id ? onSlide('slide') : [];
      gathered.push(here ?? { slide: await detailOf(id), annotations: await gather({ caseId: of, slideId: id, layer: 'case' }, personId) });
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
    /** True once the file is on its way to the person. */
    async exportTo(format: ExportFormat, scope: ExportScope): Promise<boolean> {
      if (progress.value || !caseId.value) return false;
      progress.value = { done: 0, of: 1 };
      try {
        const all = scope === 'case' ? await onCase(caseId.value) : onSlide(scope);
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
