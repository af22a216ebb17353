import { AnnotationClass, className, CLASSES_MAX, DEFAULT_VOCABULARY, Vocabulary } from './vocabulary.js';

const [tumour] = DEFAULT_VOCABULARY.classes;
const idOf = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const many = (count: number): AnnotationClass[] => Array.from({ length: count }, (_, i) => ({ ...tumour!, id: idOf(i) }));

describe('the vocabulary of a case', () => {
  it('begins with terms that are in order, in both languages', () => {
    expect(Vocabulary.parse(DEFAULT_VOCABULARY)).toEqual(DEFAULT_VOCABULARY);
    for (const one of DEFAULT_VOCABULARY.classes) expect([one.en, one.zh]).not.toContain('');
  });

  it('K1: takes a class with a name in one language, and none without', () => {
    expect(AnnotationClass.parse({ ...tumour, en: ' ', zh: ' 肿瘤 ' })).toMatchObject({ en: '', zh: '肿瘤' });
    expect(AnnotationClass.safeParse({ ...tumour, en: '', zh: ' ' }).success).toBe(false);
  });

  it.each([{ colour: 8 }, { colour: 1.5 }, { id: 'tumour' }, { en: 'x'.repeat(61) }, { isHidden: 'yes' }, { more: 1 }])('K1: takes no class with %p', (wrong) => {
    expect(AnnotationClass.safeParse({ ...tumour, ...wrong }).success).toBe(false);
  });

  it('K1: has a bound, and names each class once', () => {
    expect(Vocabulary.safeParse({ revision: 1, classes: many(CLASSES_MAX) }).success).toBe(true);
    expect(Vocabulary.safeParse({ revision: 1, classes: many(CLASSES_MAX + 1) }).success).toBe(false);
    expect(Vocabulary.safeParse({ revision: 1, classes: [tumour, tumour] }).success).toBe(false);
  });

  it('is read in the reader’s language, or in the one there is', () => {
    expect([className(tumour!, 'en'), className(tumour!, 'zh-CN'), className({ en: '', zh: '坏死' }, 'en'), className({ en: 'CIS', zh: '' }, 'zh-CN')]).toEqual(['Tumour', '肿瘤', '坏死', 'CIS']);
  });
});
