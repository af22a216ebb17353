import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { addComment, changeComment, Comment, COMMENT_MAX, commentsOf, isResolved, listComments, MENTIONS_MAX, removeComment } from './index.js';

const said = (change: Partial<Comment> = {}): Comment => ({
  id: randomUUID(), annotation: randomUUID(), author: randomUUID(), createdAt: 1_763_000_000_000, kind: 'remark', text: 'mitosis?', mentions: [], ...change,
});
const takes = (change: object): boolean => Comment.safeParse({ ...said(), ...change }).success;
const people = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

describe('Comment', () => {
  it.each([
    ['a kind that nobody knows', { kind: 'like' }],
    ['a remark that says nothing', { text: ' \n' }],
    ['a text too long', { text: 'x'.repeat(COMMENT_MAX + 1) }],
    ['people called by name', { mentions: ['ana'] }],
    ['too many people called', { mentions: people(MENTIONS_MAX + 1) }],
    ['an annotation that is none', { annotation: 'this one' }],
    ['a field that nobody knows', { stars: 5 }],
    ['a time that no Date can hold', { createdAt: 8.64e15 + 1 }],
  ])('D18: refuses %s', (_what, change) => expect(takes(change)).toBe(false));

  it('D18: takes everything up to its limits, and settles a thread without a word', () => {
    expect(takes({ text: 'x'.repeat(COMMENT_MAX), mentions: people(MENTIONS_MAX) })).toBe(true);
    expect(takes({ kind: 'resolve', text: '' })).toBe(true);
  });

  it.each(Object.keys(said()))('D18: needs its %s', (field) => expect(takes({ [field]: undefined })).toBe(false));
});

describe('the talk about an annotation', () => {
  it('is a thread by itself, the oldest first', () => {
    const [document, annotation] = [new Y.Doc(), randomUUID()];
    const [second, first, elsewhere] = [said({ annotation, createdAt: 20 }), said({ annotation, createdAt: 10 }), said()];
    for (const comment of [second, first, elsewhere]) addComment(document, comment, null);
    commentsOf(document).set(randomUUID(), new Y.Map(Object.entries({ ...said({ annotation }), kind: 'like' })));
    expect(listComments(document, annotation)).toEqual([first, second]);
    expect(listComments(document)).toHaveLength(3);
  });

  it('is changed and taken back by its id, and a comment that is gone stays gone', () => {
    const [document, comment] = [new Y.Doc(), said()];
    addComment(document, comment, null);
    changeComment(document, comment.id, { text: 'apoptosis' }, null);
    expect(listComments(document)).toEqual([{ ...comment, text: 'apoptosis' }]);
    removeComment(document, comment.id, null);
    changeComment(document, comment.id, { text: 'ghost' }, null);
    expect(listComments(document)).toEqual([]);
  });

  it('D18: is settled by its newest word on it, in whatever order it came', () => {
    const at = (createdAt: number, kind: Comment['kind']): Comment => said({ createdAt, kind });
    expect(isResolved([])).toBe(false);
    expect(isResolved([at(1, 'remark')])).toBe(false);
    expect(isResolved([at(2, 'resolve'), at(1, 'remark'), at(3, 'remark')])).toBe(true);
    expect(isResolved([at(3, 'reopen'), at(2, 'resolve')])).toBe(false);
    expect(isResolved([at(4, 'resolve'), at(3, 'reopen'), at(2, 'resolve')])).toBe(true);
  });
});
