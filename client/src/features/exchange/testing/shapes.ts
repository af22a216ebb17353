import type { Annotation, ReadShape } from '@parfocal/shared/annotation';

export const [ANA, BEN] = ['aaaaaaaa-0000-4000-8000-000000000000', 'bbbbbbbb-0000-4000-8000-000000000000'];

export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The nth annotation: a point by Ana. */
export const drawn = (n: number, rest: Partial<Annotation> = {}): Annotation => ({
  id: idOf(n), kind: 'point', geometry: [n, n], label: '', note: '', colour: 0, author: ANA, createdAt: n, classId: null, z: null, isLocked: false, deletedAt: null, ...rest,
});

/** A point as a file names it. */
export const readAs = (rest: Partial<ReadShape> = {}): ReadShape => ({
  kind: 'point', geometry: [1, 2], z: null, sourceId: null, colour: null, classId: null, label: '', note: '', className: null, rgb: null,
  isLocked: false, author: null, createdAt: null, objectType: 'annotation', ...rest,
});
