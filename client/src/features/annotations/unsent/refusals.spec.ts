import { addAnnotation, addComment, type Comment } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { ANA, annotationOf, BEN, idOf } from '../testing/annotation-of';
import { Refusals } from './refusals';

const remark = (n: number, author = ANA): Comment => ({ id: idOf(n), annotation: idOf(1), author, createdAt: n, kind: 'remark', text: `word ${n}`, mentions: [] });
const holding = (annotations: readonly number[], remarks: readonly Comment[] = []): Y.Doc => {
  const doc = new Y.Doc();
  for (const n of annotations) addAnnotation(doc, annotationOf(n), 'test');
  for (const one of remarks) addComment(doc, one, 'test');
  return doc;
};

describe('D27: what the server would not take', () => {
  let refusals: Refusals;
  /** As the page does that comes next. */
  const reload = (personId = ANA): Refusals => (refusals = new Refusals(personId));
  const offered = (path = 'a'): string[] => [...(refusals.at(path)?.drafts ?? []), ...(refusals.at(path)?.remarks ?? [])].map(({ id }) => id);

  beforeEach(() => {
    localStorage.clear();
    reload();
  });

  it('is offered back but for what the server has: shapes and words, one’s own only', () => {
    refusals.giveUp('a', { doc: holding([1, 2], [remark(11), remark(12), remark(13, BEN)]), code: 'document.read-only' });
    expect(refusals.at('a')).toBeUndefined();
    refusals.compare('a', holding([1], [remark(11), remark(13, BEN)]));
    expect(refusals.at('a')?.code).toBe('document.read-only');
    expect(offered()).toEqual([idOf(2), idOf(12)]);
    expect(refusals.at('b')).toBeUndefined();
  });

  it('outlives the page, before it was compared and after, until it is answered', () => {
    refusals.giveUp('a', { doc: holding([1, 2], [remark(11)]), code: 'document.author' });
    reload().compare('a', holding([1]));
    expect(offered()).toEqual([idOf(2), idOf(11)]);
    reload();
    expect(offered()).toEqual([idOf(2), idOf(11)]);
    refusals.dismiss('a');
    expect(reload().at('a')).toBeUndefined();
    expect(localStorage.length).toBe(0);
  });

  it('is nobody else’s, and not another tab’s to lose', () => {
    const other = new Refusals(ANA);
    refusals.giveUp('a', { doc: holding([1]), code: 'document.author' });
    other.giveUp('b', { doc: holding([2]), code: 'document.author' });
    reload(BEN).compare('a', new Y.Doc());
    expect(offered()).toEqual([]);
    for (const path of ['a', 'b']) reload().compare(path, new Y.Doc());
    expect([offered('a'), offered('b')]).toEqual([[idOf(1)], [idOf(2)]]);
  });

  it('that nothing was lost by is said once, and not again after a reload', () => {
    refusals.giveUp('a', { doc: holding([1]), code: 'document.read-only' });
    refusals.compare('a', holding([1]));
    expect(refusals.at('a')).toEqual({ code: 'document.read-only', drafts: [], remarks: [] });
    expect(reload().at('a')).toBeUndefined();
  });

  it('reads nothing that is not its own', () => {
    localStorage.setItem(`parfocal:refused:${ANA}`, '[{"path":"a","code":"no such code","drafts":[],"remarks":[],"isGivenUp":false}]');
    expect(reload().at('a')).toBeUndefined();
    localStorage.setItem(`parfocal:refused:${ANA}`, 'x');
    expect(reload().at('a')).toBeUndefined();
  });
});
