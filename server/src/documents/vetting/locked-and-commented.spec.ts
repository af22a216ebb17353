import { randomUUID } from 'node:crypto';
import { annotationsOf, changeComment, COMMENT_MAX, COMMENTS, commentsOf, listAnnotations, listComments, MENTIONS_MAX, removeComment } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { Author, rectangle } from '../../testing/author.js';
import { drawn, fields, NOW } from '../testing/vetting-desk.js';

/** An annotation of Ana's that she locked. */
function locked(): ReturnType<typeof drawn> {
  const set = drawn();
  const update = set.ana.change(set.id, { isLocked: true });
  set.desk.take(set.ana, update);
  set.ben.receive(update);
  return set;
}

describe('a locked annotation', () => {
  it.each<[string, (ana: Author, id: string) => Uint8Array]>([
    ['a change of a field', (ana, id) => ana.change(id, { label: 'moved' })],
    ['a change of a field with the lock set anew', (ana, id) => ana.change(id, { label: 'moved', isLocked: true })],
    ['the bin', (ana, id) => ana.change(id, { deletedAt: NOW })],
    ['its removal', (ana, id) => ana.remove(id)],
    ['another one in its place', (ana, id) => ana.draw({ id }).update],
    ['a field taken away', (ana, id) => ana.sending(() => fields(ana, id).delete('note'))],
  ])('D17: refuses %s', (_what, attempt) => {
    const { desk, ana, id } = locked();
    const before = desk.state;
    expect(desk.code(ana, attempt(ana, id))).toBe('document.locked');
    expect(desk.state).toBe(before);
  });

  it('D17: is opened by its author, and then changes', () => {
    const { desk, ana, id } = locked();
    desk.take(ana, ana.change(id, { isLocked: false }));
    desk.take(ana, ana.change(id, { label: 'open' }));
    expect(listAnnotations(desk.durable)).toMatchObject([{ label: 'open', isLocked: false }]);
  });

  it('D17: may be opened and changed in one update, as after an hour offline, also if it was locked again meanwhile', () => {
    const { desk, ana, id } = locked();
    ana.change(id, { isLocked: false });
    ana.change(id, { label: 'offline' });
    ana.change(id, { isLocked: true });
    desk.take(ana, ana.since(desk.durable));
    expect(listAnnotations(desk.durable)).toMatchObject([{ label: 'offline', isLocked: true }]);
    expect(desk.code(ana, ana.change(id, { label: 'again' }))).toBe('document.locked');
  });

  it('D17: may be opened and removed in one update, though nothing is left to tell of the opening', () => {
    const { desk, ana, id } = locked();
    ana.change(id, { isLocked: false });
    ana.remove(id);
    desk.take(ana, ana.since(desk.durable));
    expect(listAnnotations(desk.durable, 'all')).toEqual([]);
  });

  it('D17: an undo of the lock opens it', () => {
    const { desk, ana, id } = drawn();
    const undo = new Y.UndoManager(annotationsOf(ana.document), { trackedOrigins: new Set([ana]), captureTimeout: 0 });
    desk.take(ana, ana.change(id, { isLocked: true }));
    desk.take(ana, ana.sending(() => undo.undo()));
    desk.take(ana, ana.change(id, { label: 'open' }));
    expect(listAnnotations(desk.durable)).toMatchObject([{ label: 'open', isLocked: false }]);
  });

  it('D17: refuses what was drawn on another device before the lock, and takes nothing of it', () => {
    const { desk, ana, id } = drawn();
    const tablet = new Author(ana.personId);
    tablet.receive(Y.encodeStateAsUpdate(ana.document));
    const late = tablet.change(id, { label: 'late' });
    desk.take(ana, ana.change(id, { isLocked: true }));
    expect(desk.code(tablet, late)).toBe('document.locked');
  });

  it('D6, D17: is locked and opened by its author only', () => {
    const { desk, ben, id } = locked();
    expect(desk.code(ben, ben.change(id, { isLocked: false }))).toBe('document.author');
  });

  it('D17: is talked about like any other', () => {
    const { desk, ben, id } = locked();
    desk.take(ben, ben.comment(id).update);
    expect(listComments(desk.durable, id)).toHaveLength(1);
  });
});

describe('fields that came later', () => {
  it('D16: are set, changed and taken back', () => {
    const { desk, ana, id } = drawn();
    const undo = new Y.UndoManager(annotationsOf(ana.document), { trackedOrigins: new Set([ana]), captureTimeout: 0 });
    desk.take(ana, ana.change(id, { classId: 'tumour', z: 0, deletedAt: NOW }));
    expect(listAnnotations(desk.durable, 'binned')).toMatchObject([{ classId: 'tumour', z: 0, deletedAt: NOW }]);
    desk.take(ana, ana.sending(() => undo.undo()));
    expect(listAnnotations(desk.durable)).toMatchObject([{ classId: null, z: null, deletedAt: null }]);
  });

  it.each<[string, object]>([
    ['a focal plane that the slide lacks', { z: 1 }],
    ['a bin of tomorrow', { deletedAt: NOW + 11 * 60_000 }],
    ['a class that is no id', { classId: 'a b' }],
    ['a lock of another type', { isLocked: 1 }],
    ['a value of nothing', { classId: undefined }],
  ])('D7, D16: refuses %s', (_what, change) => {
    const { desk, ana, id } = drawn();
    expect(desk.code(ana, ana.change(id, change))).toBe('document.malformed');
    const other = new Author();
    expect(desk.code(other, other.sending(() => annotationsOf(other.document).set(randomUUID(), new Y.Map(Object.entries({ ...rectangle(other.personId), id: undefined, ...change })))))).toBe('document.malformed');
  });
});

describe('comments', () => {
  const remarked = (): ReturnType<typeof drawn> & { comment: string } => {
    const set = drawn();
    const { comment, update } = set.ben.comment(set.id, { mentions: [set.ana.personId] });
    set.desk.take(set.ben, update);
    set.ana.receive(update);
    return { ...set, comment: comment.id };
  };

  it('D18: are written, changed and taken back by whoever wrote them', () => {
    const { desk, ben, comment, id } = remarked();
    desk.take(ben, ben.sending((document) => changeComment(document, comment, { text: 'look again', mentions: [] }, ben)));
    expect(listComments(desk.durable, id)).toMatchObject([{ text: 'look again', mentions: [] }]);
    desk.take(ben, ben.sending((document) => removeComment(document, comment, ben)));
    expect(listComments(desk.durable)).toEqual([]);
  });

  type Set = ReturnType<typeof remarked>;
  const field = (name: string, value: unknown) => ({ ben, comment }: Set): [Author, Uint8Array] => [ben, ben.sending(() => commentsOf(ben.document).get(comment)!.set(name, value))];
  it.each<[string, string, (set: Set) => [Author, Uint8Array], string]>([
    ['D18', "a change of someone else's", ({ ana, comment }) => [ana, ana.sending((document) => changeComment(document, comment, { text: 'forged' }, ana))], 'document.author'],
    ['D18', "the removal of someone else's", ({ ana, comment }) => [ana, ana.sending((document) => removeComment(document, comment, ana))], 'document.author'],
    ['D18', 'one in another name', ({ ana, ben, id }) => [ana, ana.comment(id, { author: ben.personId }).update], 'document.author'],
    ['D18', "one under the id of someone else's", ({ ana, id, comment }) => [ana, ana.comment(id, { id: comment }).update], 'document.author'],
    ['D7', 'another kind afterwards', field('kind', 'resolve'), 'document.malformed'],
    ['D7', 'another annotation afterwards', field('annotation', randomUUID()), 'document.malformed'],
    ['D7', 'a field that nobody knows', field('stars', 5), 'document.malformed'],
    ['D7', 'a map in a field', field('text', new Y.Map()), 'document.malformed'],
    ['D18', 'a text too long', field('text', 'x'.repeat(COMMENT_MAX + 1)), 'document.malformed'],
    ['D18', 'a remark that is emptied', field('text', ' '), 'document.malformed'],
    ['D18', 'too many people', field('mentions', Array.from({ length: MENTIONS_MAX + 1 }, () => randomUUID())), 'document.malformed'],
    ['D18', 'people by name', field('mentions', ['ana']), 'document.malformed'],
    ['D7', 'one of tomorrow', ({ ana, id }) => [ana, ana.comment(id, { createdAt: NOW + 11 * 60_000 }).update], 'document.malformed'],
    ['D7', 'an annotation among the comments', ({ ana }) => [ana, ana.sending((document) => document.getMap(COMMENTS).set(randomUUID(), new Y.Map(Object.entries(rectangle(ana.personId)).slice(1))))], 'document.malformed'],
    ['D7', 'an id that is none', ({ ana, id }) => [ana, ana.comment(id, { id: 'first' }).update], 'document.malformed'],
  ])('%s: refuses %s', (_rule, _what, attempt, code) => {
    const set = remarked();
    const before = JSON.stringify(commentsOf(set.desk.durable).toJSON());
    const [sender, update] = attempt(set);
    expect(set.desk.code(sender, update)).toBe(code);
    expect(JSON.stringify(commentsOf(set.desk.durable).toJSON())).toBe(before);
  });

  it('D2, D18: observers write none', () => {
    const { desk, ana, id } = remarked();
    expect(desk.code(ana, ana.comment(id).update, false)).toBe('document.read-only');
  });
});
