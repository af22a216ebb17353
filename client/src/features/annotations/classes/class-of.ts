import type { Annotation } from '@parfocal/shared/annotation';
import type { AnnotationClass } from '@parfocal/shared/api';

/** Finds a class of the case by its id; nothing for none, and for one that this case does not have. */
export type ClassOf = (classId: string | null) => AnnotationClass | undefined;

/** The colour of its class, else the one it was drawn in: an index into the annotation palette. */
export const colourOf = ({ classId, colour }: Pick<Annotation, 'classId' | 'colour'>, classOf: ClassOf): number => classOf(classId)?.colour ?? colour;
