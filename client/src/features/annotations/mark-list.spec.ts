import type { Annotation } from '@parfocal/shared/annotation';
import type { AnnotationMark } from '@/viewer';
import { MarkList } from './mark-list';
import { annotationOf } from './testing/annotation-of';

describe('MarkList', () => {
  let made: number;
  let marks: MarkList;
  const all = Array.from({ length: 9 }, (_, i) => annotationOf(i));
  const of = (annotations: readonly Annotation[]): readonly AnnotationMark[] => {
    const list = marks.of(annotations);
    expect(list.map(({ annotation }) => annotation)).toEqual(annotations);
    return list;
  };

  beforeEach(() => {
    made = 0;
    marks = new MarkList((annotation) => ({ annotation, colour: `#${++made}`, caption: '', editable: true }));
  });

  it('makes one mark for one change, wherever it is', () => {
    const before = of(all);
    const changed = annotationOf(4, { label: 'changed' });
    const after = of([...all.slice(0, 4), changed, ...all.slice(5)]);
    expect(made).toBe(10);
    expect(after.filter((mark, i) => mark !== before[i])).toEqual([expect.objectContaining({ annotation: changed })]);
  });

  it('makes none for what goes, comes back or changes its place', () => {
    of(all);
    of(all.slice(2, 7));
    of([...all].reverse());
    of([]);
    of(all);
    expect(made).toBe(9);
  });

  it('makes all of them anew when their looks changed', () => {
    of(all);
    marks.forget();
    of(all);
    expect(made).toBe(18);
  });

  it('makes only those anew of which it is told', () => {
    of(all);
    marks.forgetThese(new Set([all[2]!.id, all[6]!.id, 'no one']));
    of(all);
    expect(made).toBe(11);
  });
});
