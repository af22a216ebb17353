import * as z from 'zod';
import { ANNOTATION_COLOURS } from '../annotation/index.js';
import { words } from './words.js';

/** Classes of a case, hidden ones among them. */
export const CLASSES_MAX = 200;
export const CLASS_NAME_MAX = 60;

/**
 * What an annotation may be said to show. It has a name in English, in Chinese, or in both; `colour` is an index into the
 * annotation palette, and is the colour of everything of this class. Annotations know it by its id, so that it can be
 * renamed and recoloured; hidden, it is offered no more, and what has it keeps it.
 */
export const AnnotationClass = z
  .strictObject({
    id: z.uuid(),
    en: words(0, CLASS_NAME_MAX),
    zh: words(0, CLASS_NAME_MAX),
    colour: z.int().min(0).max(ANNOTATION_COLOURS - 1),
    isHidden: z.boolean(),
  })
  .refine(({ en, zh }) => en !== '' || zh !== '', 'has no name');
export type AnnotationClass = z.infer<typeof AnnotationClass>;

/** The classes of a case in the order in which they are offered. `revision` rises with every change; 0 is the one that every case begins with. */
export const Vocabulary = z.strictObject({
  revision: z.int().min(0),
  classes: z.array(AnnotationClass).max(CLASSES_MAX).refine((classes) => new Set(classes.map(({ id }) => id)).size === classes.length, 'names a class twice'),
});
export type Vocabulary = z.infer<typeof Vocabulary>;

/** In the reader's language, else in the other one. */
export const className = ({ en, zh }: Pick<AnnotationClass, 'en' | 'zh'>, locale: 'en' | 'zh-CN'): string => (locale === 'en' ? en || zh : zh || en);

/** The same ids in every case, so that what is copied or exported from one is understood in another. */
const first = (number: number, en: string, zh: string, colour: number): AnnotationClass => ({ id: `c1a55000-0000-4000-8000-${String(number).padStart(12, '0')}`, en, zh, colour, isHidden: false });

/** What a case begins with: the terms of a field that is pointed at or measured in most consultations. */
export const DEFAULT_VOCABULARY: Vocabulary = {
  revision: 0,
  classes: [
    first(1, 'Tumour', '肿瘤', 3),
    first(2, 'Stroma', '间质', 5),
    first(3, 'Necrosis', '坏死', 7),
    first(4, 'Lymphocytes', '淋巴细胞', 4),
    first(5, 'Mitosis', '核分裂象', 2),
    first(6, 'Normal tissue', '正常组织', 0),
    first(7, 'Margin', '切缘', 1),
    first(8, 'Region of interest', '感兴趣区', 6),
    first(9, 'Artefact', '人工假象', 7),
  ],
};
