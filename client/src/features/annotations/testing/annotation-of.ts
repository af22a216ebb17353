import { ABSENT, type Annotation } from '@parfocal/shared/annotation';

export const [ANA, BEN] = ['aaaaaaaa-0000-4000-8000-000000000000', 'bbbbbbbb-0000-4000-8000-000000000000'];

export const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** The nth annotation: a point by Ana, each a millisecond later than the one before. */
export const annotationOf = (n: number, rest: Partial<Annotation> = {}): Annotation => ({
  id: idOf(n), kind: 'point', geometry: [n, n], label: `no ${n}`, note: '', colour: 0, author: ANA, createdAt: n, ...ABSENT, ...rest,
});
