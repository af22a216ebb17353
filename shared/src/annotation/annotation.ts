import * as z from 'zod';
import type { SlidePoint } from '../geometry/index.js';

/** The shapes people draw. */
export const AnnotationKind = z.enum(['point', 'arrow', 'line', 'rectangle', 'ellipse', 'polygon', 'freehand', 'text']);
export type AnnotationKind = z.infer<typeof AnnotationKind>;

/** Colours an annotation may have: indices into the annotation palette of the design system. */
export const ANNOTATION_COLOURS = 8;

/** Vertices a polygon or freehand stroke may have. */
export const MAX_VERTICES = 20_000;

export const LABEL_MAX = 200;
export const NOTE_MAX = 4_000;

/** Focal planes that a slide may have, for the schema's sake; the server knows how many this one has. */
export const PLANES_MAX = 1_000;

/** The id of a class in the case's vocabulary. What it is called and looks like is said there. */
export const ClassId = z.string().regex(/^[\w-]{1,36}$/);

/** The latest time that a `Date` can hold. */
const LATEST_MS = 8.64e15;

/**
 * A shape on a slide with meaning. `geometry` is flat, in level-0 pixels, one value of the document (so that a
 * shape never tears when two people edit it):
 *
 * | kind | geometry |
 * |---|---|
 * | point, text | `[x, y]` |
 * | line, arrow | `[x0, y0, x1, y1]`; an arrow points at the second |
 * | rectangle, ellipse | `[cx, cy, rx, ry, angle]`: centre, half axes, radians clockwise |
 * | polygon | `[x0, y0, …]`, at least three vertices, closed by itself |
 * | freehand | `[x0, y0, …]`, at least two; an area if the last vertex is the first, else a stroke |
 */
export const Annotation = z
  .strictObject({
    id: z.uuid(),
    kind: AnnotationKind,
    geometry: z.array(z.number()).max(2 * MAX_VERTICES),
    label: z.string().max(LABEL_MAX),
    note: z.string().max(NOTE_MAX),
    colour: z.int().min(0).max(ANNOTATION_COLOURS - 1),
    /** Id of the person who drew it; the server compares it with the connection (SPEC D6). */
    author: z.uuid(),
    /** Milliseconds since 1970, by the author's clock. */
    createdAt: z.int().min(0).max(LATEST_MS),
    classId: ClassId.nullable().default(null),
    /** Focal plane it was drawn on, from 0; `null` where it belongs to all of them. */
    z: z.int().min(0).max(PLANES_MAX - 1).nullable().default(null),
    /** While it is, nothing of it changes but this (SPEC D17). */
    isLocked: z.boolean().default(false),
    /** When its author put it into the bin, in milliseconds since 1970. */
    deletedAt: z.int().min(0).max(LATEST_MS).nullable().default(null),
  })
  .refine(({ kind, geometry }) => fits(kind, geometry), { path: ['geometry'], message: 'not the geometry of its kind' });
export type Annotation = z.infer<typeof Annotation>;

/** As it may be stored: the fields that came later are absent where they say nothing. */
export type StoredAnnotation = z.input<typeof Annotation>;

/** Fields that may be absent, and what that says. */
export const ABSENT = { classId: null, z: null, isLocked: false, deletedAt: null } as const satisfies Partial<Annotation>;

/** What its author may still change. */
export type AnnotationChange = Partial<Omit<Annotation, 'id' | (typeof FIXED_FIELDS)[number]>>;

/** Not in the bin. */
export const isLiving = ({ deletedAt }: Annotation): boolean => deletedAt === null;

/** Fields that never change after creation. */
export const FIXED_FIELDS = ['kind', 'author', 'createdAt'] as const;

function fits(kind: AnnotationKind, { length }: readonly number[]): boolean {
  switch (kind) {
    case 'point':
    case 'text':
      return length === 2;
    case 'line':
    case 'arrow':
      return length === 4;
    case 'rectangle':
    case 'ellipse':
      return length === 5;
    case 'polygon':
      return length >= 6 && length % 2 === 0;
    case 'freehand':
      return length >= 4 && length % 2 === 0;
  }
}

/** The vertices of a path-like geometry. */
export function verticesOf(geometry: readonly number[]): SlidePoint[] {
  const points: SlidePoint[] = [];
  for (let i = 0; i + 1 < geometry.length; i += 2) points.push({ x: geometry[i]!, y: geometry[i + 1]! });
  return points;
}
