import type { Annotation } from './annotation.js';
import { AUTHOR_KEY, CREATED_KEY, DESCRIPTION_KEY, type GeoFeature, type GeoOrigin, type GeoSlide, type Rgb } from './geojson-format.js';
import { needsOwnNumbers, shapeGeometry } from './geojson-shape.js';
import { movedGeometry } from './outline.js';

/** What an annotation's ids mean, in words and colours that leave the house with it. */
export interface GeoWords {
  /** The colour it is drawn in. */
  readonly colourOf: (annotation: Annotation) => Rgb;
  readonly classOf: (annotation: Annotation) => { readonly name: string; readonly colour: Rgb } | undefined;
  /** Display name of the author; nothing for who is no longer known. */
  readonly authorOf: (annotation: Annotation) => string | undefined;
}

/** One annotation as QuPath writes it, coordinates counted from `origin`. */
export function writeFeature(annotation: Annotation, origin: GeoOrigin, words: GeoWords): GeoFeature {
  const { id, kind, label, note, colour, z, isLocked, createdAt, classId } = annotation;
  const geometry = movedGeometry(annotation, -origin.x, -origin.y);
  const ofClass = words.classOf(annotation);
  const author = words.authorOf(annotation);
  return {
    type: 'Feature',
    id,
    geometry: { ...shapeGeometry({ kind, geometry }), ...(z === null ? {} : { plane: { c: -1, z, t: 0 } }) },
    properties: {
      objectType: 'annotation',
      ...(label ? { name: label } : {}),
      color: words.colourOf(annotation),
      ...(ofClass ? { classification: { name: ofClass.name, color: ofClass.colour } } : {}),
      ...(isLocked ? { isLocked: true } : {}),
      metadata: {
        ...(note ? { [DESCRIPTION_KEY]: note } : {}),
        ...(author ? { [AUTHOR_KEY]: author } : {}),
        [CREATED_KEY]: new Date(createdAt).toISOString(),
      },
      parfocal: { kind, colour, ...(classId === null ? {} : { classId }), ...(needsOwnNumbers({ kind, geometry }) ? { geometry } : {}) },
    },
  };
}

/**
 * A FeatureCollection, in pieces to be put one after the other: a slide may hold a hundred thousand annotations, and whoever writes
 * them stays free to do something else in between.
 */
export function* geoJsonPieces(annotations: Iterable<Annotation>, slide: GeoSlide, origin: GeoOrigin, words: GeoWords): Generator<string> {
  yield `{"type":"FeatureCollection","parfocal":${JSON.stringify({ version: 1, slide, origin })},"features":[`;
  let isFirst = true;
  for (const annotation of annotations) {
    yield `${isFirst ? '\n' : ',\n'}${JSON.stringify(writeFeature(annotation, origin, words))}`;
    isFirst = false;
  }
  yield '\n]}\n';
}
