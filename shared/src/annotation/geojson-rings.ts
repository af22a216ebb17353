import { areaOf, type SlidePoint } from '../geometry/index.js';

/** A ring without its closing vertex. */
export type Ring = readonly SlidePoint[];

const signOf = (ring: Ring): number => {
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
    twice += a.x * b.y - b.x * a.y;
  }
  return Math.sign(twice);
};

const same = (a: SlidePoint | undefined, b: SlidePoint | undefined): boolean => a !== undefined && b !== undefined && a.x === b.x && a.y === b.y;

/**
 * One ring around an area with holes: from the outline's nearest vertex a cut leads to each hole, around it against the outline's
 * direction, and back the same way. Every vertex is kept, each hole adds two, and by the shoelace formula the area is exactly that
 * of the outline less the holes, since a cut is walked both ways.
 */
export function joinRings([outline, ...holes]: readonly Ring[]): SlidePoint[] {
  if (!outline) return [];
  if (holes.length === 0) return [...outline];
  const direction = signOf(outline);
  const at = new Map<number, Ring[]>();
  for (const hole of holes) {
    const turned = signOf(hole) === direction ? [...hole].reverse() : hole;
    const nearest = nearestVertex(outline, turned[0]!);
    at.set(nearest, [...(at.get(nearest) ?? []), turned]);
  }
  return outline.flatMap((vertex, i) => [vertex, ...(at.get(i) ?? []).flatMap((hole) => [...hole, hole[0]!, vertex])]);
}

function nearestVertex(ring: Ring, { x, y }: SlidePoint): number {
  let [nearest, least] = [0, Infinity];
  for (const [i, vertex] of ring.entries()) {
    const distance = (vertex.x - x) ** 2 + (vertex.y - y) ** 2;
    if (distance < least) [nearest, least] = [i, distance];
  }
  return nearest;
}

/** The inverse of {@link joinRings}: the outline, then what was cut out of it; one ring where no cut is walked both ways. */
export function splitRings(ring: Ring): SlidePoint[][] {
  const outline: SlidePoint[] = [];
  const holes: SlidePoint[][] = [];
  /** Where a step from one vertex to the next was last taken. */
  const steps = new Map<string, number>();
  for (const vertex of ring) {
    const last = outline.at(-1);
    const from = last && steps.get(stepKey(vertex, last));
    if (from !== undefined && same(outline[from], vertex) && same(outline[from + 1], last) && outline.length - from - 2 >= 3) {
      holes.push(outline.splice(from + 1).slice(0, -1));
      continue;
    }
    if (last) steps.set(stepKey(last, vertex), outline.length - 1);
    outline.push(vertex);
  }
  // A stroke that merely went back on itself encloses nothing, or goes around the same way as the whole.
  const isCut = outline.length >= 3 && holes.every((hole) => signOf(hole) === -signOf(outline) && areaOf(hole).value < areaOf(outline).value);
  return isCut ? [outline, ...holes] : [[...ring]];
}

const stepKey = (a: SlidePoint, b: SlidePoint): string => `${a.x},${a.y},${b.x},${b.y}`;
