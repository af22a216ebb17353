import { type Annotation, ANNOTATION_COLOURS, LABEL_MAX, NOTE_MAX, type ReadShape } from '@parfocal/shared/annotation';
import type { AnnotationClass } from '@parfocal/shared/api';
import { formatMoment, type Locale, t } from '@/i18n';
import { createIdInOrder, mapInSlices } from '@/lib';
import { nearestColour } from './colours';

interface Importing {
  readonly personId: string;
  /** The display name of who imports, so that nobody is told to have drawn their own. */
  readonly personName: string;
  readonly classes: readonly AnnotationClass[];
  readonly locale: Locale;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const DEFAULT_COLOUR = 0;
const isPaletteIndex = (index: number | null): index is number => index !== null && index >= 0 && index < ANNOTATION_COLOURS;

/** The class of this case that a file means: by its id, else by its name in either language. */
/** British and American, as QuPath writes its own classes: the same word. */
const spelt = (name: string): string => name.toLocaleLowerCase().replaceAll('tumor', 'tumour').replaceAll('artifact', 'artefact');

export function classFor({ classId, className }: Pick<ReadShape, 'classId' | 'className'>, classes: readonly AnnotationClass[]): AnnotationClass | undefined {
  const wanted = className && spelt(className);
  return classes.find(({ id }) => id === classId) ?? (wanted ? classes.find(({ en, zh }) => spelt(en) === wanted || zh === wanted) : undefined);
}

/**
 * Shapes of a file as annotations of who imports them: an entry is always its author's, so who drew it elsewhere is said in the note.
 * A class that the case does not have becomes the name, or stands in the note where there is a name already. All are of one moment, and
 * their ids keep the order of the file, which is then the order in which everybody reads them: none has to be put between others.
 */
export const entriesOf = (shapes: readonly ReadShape[], importing: Importing): Promise<Annotation[]> =>
  mapInSlices(shapes, (shape, index) => ({ id: createIdInOrder(index, shapes.length), ...entryOf(shape, importing) }));

function entryOf(shape: ReadShape, { personId, personName, classes, locale, now }: Importing): Omit<Annotation, 'id'> {
  const found = classFor(shape, classes);
  const unknownClass = found ? null : shape.className;
  const label = shape.label || (unknownClass ?? '');
  const said = [
    shape.note,
    unknownClass && label !== unknownClass ? t('exchange.noteClass', { name: unknownClass }) : '',
    shape.author && shape.author !== personName ? t('exchange.noteAuthor', { name: shape.author, at: shape.createdAt === null ? '' : formatMoment(shape.createdAt, locale) }).trim() : '',
  ];
  return {
    kind: shape.kind,
    geometry: [...shape.geometry],
    label: label.slice(0, LABEL_MAX),
    note: said.filter(Boolean).join('\n').slice(0, NOTE_MAX),
    colour: isPaletteIndex(shape.colour) ? shape.colour : (found?.colour ?? (shape.rgb ? nearestColour(shape.rgb) : DEFAULT_COLOUR)),
    author: personId,
    createdAt: now,
    classId: found?.id ?? null,
    z: shape.z,
    isLocked: shape.isLocked,
    deletedAt: null,
  };
}

/** Those that are not on the slide already: of the same outline and words, under the id that the file names. */
export function notHereYet(shapes: readonly ReadShape[], here: readonly Annotation[]): ReadShape[] {
  const known = new Map(here.map((one) => [one.id, one]));
  return shapes.filter(({ sourceId, kind, geometry }) => {
    const same = sourceId === null ? undefined : known.get(sourceId);
    return !same || same.kind !== kind || same.geometry.length !== geometry.length || same.geometry.some((value, i) => value !== geometry[i]);
  });
}
