import { ABSENT, type AnnotationKind } from '@parfocal/shared/annotation';
import type { AnnotationMark } from '../slide-viewer';

/** An annotation of one's own; `id` may be any word. */
export const markOf = (id: string, kind: AnnotationKind, geometry: number[], rest: Partial<Omit<AnnotationMark, 'annotation'>> = {}): AnnotationMark => ({
  annotation: { id, kind, geometry, label: '', note: '', colour: 0, author: '8a1f5a54-31c2-4a0e-9c55-1f0de1f0de10', createdAt: 0, ...ABSENT },
  colour: '#fff', caption: '', editable: true, ...rest,
});
