import { type SlideAlignment, type SlideDetail, similarityOf } from '@parfocal/shared/api';
import { chained, inverseOf, meanMpp, SAME_PLACE, type Similarity, type SlidePoint } from '@parfocal/shared/geometry';

/** What of a slide decides how it begins beside another. */
export type PlacedSlide = Pick<SlideDetail, 'id' | 'image'>;

/** The way from one slide to another by what is stored: directly, or by as few slides between as there can be. */
export function storedRelation(alignments: readonly SlideAlignment[], from: string, to: string): Similarity | undefined {
  const reached = new Map<string, Similarity>([[from, SAME_PLACE]]);
  for (const [here, way] of reached) {
    if (here === to) return way;
    // A map goes on with what is put into it while it is walked through: nearest slides first.
    for (const pair of alignments) {
      if (pair.slideA === here && !reached.has(pair.slideB)) reached.set(pair.slideB, chained(way, similarityOf(pair)));
      else if (pair.slideB === here && !reached.has(pair.slideA)) reached.set(pair.slideA, chained(way, inverseOf(similarityOf(pair))));
    }
  }
  return undefined;
}

/**
 * Where nothing is known of two slides: the same magnification, or level-0 pixel for pixel where a scale is unknown, and the
 * middle of what was scanned on the middle.
 */
export function startingRelation(from: PlacedSlide, to: PlacedSlide): Similarity {
  if (from.id === to.id) return SAME_PLACE;
  const scale = sameMagnification(from, to);
  const [a, b] = [middleOf(from), middleOf(to)];
  return { scale, rotation: 0, dx: b.x - a.x * scale, dy: b.y - a.y * scale };
}

/** Level-0 pixels of `to` that are as long as one of `from`. */
export function sameMagnification(from: PlacedSlide, to: PlacedSlide): number {
  const [a, b] = [mppOf(from), mppOf(to)];
  return a && b ? a / b : 1;
}

const mppOf = ({ image: { mppX, mppY } }: PlacedSlide): number | undefined => (mppX && mppY ? meanMpp({ mppX, mppY }) : undefined);

function middleOf({ image: { bounds, widthPx, heightPx } }: PlacedSlide): SlidePoint {
  const box = bounds ?? { x: 0, y: 0, widthPx, heightPx };
  return { x: box.x + box.widthPx / 2, y: box.y + box.heightPx / 2 };
}
