import * as z from 'zod';
import type { Similarity } from '../geometry/index.js';

/** Farther from the origin than any slide is wide. */
const offset = z.number().min(-1e8).max(1e8);

const Pair = z.strictObject({
  slideA: z.uuid(),
  slideB: z.uuid(),
  /** From level-0 pixels of A to those of B: `scale · turn(a) + (dx, dy)`, turned by `rotation` radians, clockwise on the screen. */
  scale: z.number().min(1e-3).max(1e3),
  rotation: z.number().min(-Math.PI).max(Math.PI),
  dx: offset,
  dy: offset,
});

/** How two slides of a case lie to each other. A pair has one spelling: the smaller id is A. */
export const AlignmentPut = Pair.refine(({ slideA, slideB }) => slideA < slideB, 'the smaller id is slideA');
export type AlignmentPut = z.infer<typeof AlignmentPut>;

/** `personId`: who aligned them last. */
export const SlideAlignment = Pair.extend({ personId: z.uuid(), at: z.int() });
export type SlideAlignment = z.infer<typeof SlideAlignment>;

/** The map of a stored pair, in the direction of its letters. */
export const similarityOf = ({ scale, rotation, dx, dy }: AlignmentPut): Similarity => ({ scale, rotation, dx, dy });
