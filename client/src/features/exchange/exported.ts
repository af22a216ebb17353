import { type Annotation, CSV_COLUMNS, type CsvColumn, csvHead, csvLine, geoJsonPieces, type GeoOrigin, NO_OFFSET } from '@parfocal/shared/annotation';
import { type AnnotationClass, className, type SlideDetail } from '@parfocal/shared/api';
import type { Mpp } from '@parfocal/shared/geometry';
import { locale, t } from '@/i18n';
import { breathe } from '@/lib';
import { rgbOf } from './colours';

/** A slide with what is drawn on it, as far as it is to leave. */
export interface ExportedSlide {
  readonly slide: SlideDetail;
  readonly annotations: readonly Annotation[];
  /** What the layer of an annotation is called. */
  readonly layerOf: (annotation: Annotation) => string;
}

/** What ids mean in words. */
export interface ExportWords {
  readonly classOf: (classId: string | null) => AnnotationClass | undefined;
  readonly nameOf: (personId: string) => string | undefined;
}

/** So many are written before the page has its turn. */
const AT_ONCE = 1_000;

/** QuPath shows only what was scanned of a slide that says so, and counts from there. */
export const originOf = ({ image }: SlideDetail): GeoOrigin => image.bounds ?? NO_OFFSET;

const mppOf = ({ mppX, mppY }: SlideDetail): Mpp | undefined => (mppX && mppY ? { mppX, mppY } : undefined);

export async function geoJsonFile({ slide, annotations }: ExportedSlide, { classOf, nameOf }: ExportWords): Promise<Blob> {
  const { name, image: { widthPx, heightPx } } = slide;
  const { x, y } = originOf(slide);
  const words = {
    colourOf: ({ classId, colour }: Annotation) => rgbOf(classOf(classId)?.colour ?? colour),
    classOf: ({ classId }: Annotation) => {
      const found = classOf(classId);
      return found && { name: className(found, locale.value), colour: rgbOf(found.colour) };
    },
    authorOf: ({ author }: Annotation) => nameOf(author),
  };
  const pieces = geoJsonPieces(annotations, { name, widthPx, heightPx, ...mppOf(slide) }, { x, y }, words);
  return new Blob(await collected(pieces), { type: 'application/geo+json' });
}

/** One table of several slides. */
export async function csvFile(slides: readonly ExportedSlide[], words: ExportWords): Promise<Blob> {
  return new Blob(await collected(csvLines(slides, words)), { type: 'text/csv;charset=utf-8' });
}

function* csvLines(slides: readonly ExportedSlide[], { classOf, nameOf }: ExportWords): Generator<string> {
  yield csvHead(Object.fromEntries(CSV_COLUMNS.map((column) => [column, t(`exchange.columns.${column}`)])) as Record<CsvColumn, string>);
  for (const { slide, annotations, layerOf } of slides) {
    for (const one of annotations) {
      const found = classOf(one.classId);
      yield csvLine(one, {
        slide: slide.name,
        layer: layerOf(one),
        kind: t(`annotations.kind.${one.kind}`),
        className: found ? className(found, locale.value) : '',
        author: nameOf(one.author) ?? t('annotations.unknownAuthor'),
      }, mppOf(slide));
    }
  }
}
async function collected(pieces: Generator<string>): Promise<string[]> {
  const all: string[] = [];
  for (const piece of pieces) if (all.push(piece) % AT_ONCE === 0) await breathe();
  return all;
}
