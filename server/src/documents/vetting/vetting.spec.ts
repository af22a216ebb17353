import { randomUUID } from 'node:crypto';
import { ANNOTATIONS, annotationsOf, listAnnotations } from '@parfocal/shared/annotation';
import * as Y from 'yjs';
import { Author, rectangle } from '../../testing/author.js';
import { drawn, fields, NOW } from '../testing/vetting-desk.js';
import { CLIENTS_OF_PERSON_MAX } from './update-check.js';

describe('what is accepted', () => {
  it('D6: drawing, changing and deleting what one drew oneself', () => {
    const { desk, ana, id } = drawn();
    desk.take(ana, ana.change(id, { label: 'mitosis', geometry: [10, 10, 5, 5, 1], colour: 3 }));
    expect(listAnnotations(desk.durable)).toMatchObject([{ id, label: 'mitosis', colour: 3 }]);
    desk.take(ana, ana.remove(id));
    expect(listAnnotations(desk.durable)).toEqual([]);
  });

  it('D4: what is already known, from anyone, also from who may only watch', () => {
    const { desk, ben } = drawn();
    expect(desk.vet(ben, Y.encodeStateAsUpdate(ben.document), false)).toEqual({ codes: [undefined], claims: new Map() });
    expect(desk.vet(ben, new Uint8Array([0, 0]), false)).toEqual({ codes: [undefined], claims: new Map() });
  });

  it('D6: undo and redo of what one drew, changed and deleted', () => {
    const { desk, ana } = drawn();
    const undo = new Y.UndoManager(annotationsOf(ana.document), { trackedOrigins: new Set([ana]), captureTimeout: 0 });
    const { annotation, update } = ana.draw();
    desk.take(ana, update);
    desk.take(ana, ana.change(annotation.id, { label: 'x' }));
    desk.take(ana, ana.change(annotation.id, { geometry: [50, 50, 5, 5, 0] }));
    desk.take(ana, ana.remove(annotation.id));
    for (let i = 0; i < 4; i++) desk.take(ana, ana.sending(() => undo.undo()));
    for (let i = 0; i < 4; i++) desk.take(ana, ana.sending(() => undo.redo()));
    for (let i = 0; i < 3; i++) desk.take(ana, ana.sending(() => undo.undo()));
    expect(listAnnotations(desk.durable)).toHaveLength(2);
    expect(annotationsOf(desk.durable).toJSON()).toEqual(annotationsOf(ana.document).toJSON());
  });

  it('D6: a spell offline with undo: many changes, a deletion and a drawing at once', () => {
    const { desk, ana, id } = drawn();
    const undo = new Y.UndoManager(annotationsOf(ana.document), { trackedOrigins: new Set([ana]) });
    for (let i = 0; i < 20; i++) ana.change(id, { geometry: [i, i, 5, 5, 0], label: `v${i}` });
    const { annotation } = ana.draw({ kind: 'point', geometry: [1, 1] });
    for (let i = 0; i < 20; i++) ana.change(annotation.id, { geometry: [i, i] });
    ana.sending(() => undo.undo());
    ana.sending(() => undo.redo());
    const { annotation: gone } = ana.draw();
    ana.remove(gone.id);
    desk.take(ana, ana.since(desk.durable));
    expect(annotationsOf(desk.durable).toJSON()).toEqual(annotationsOf(ana.document).toJSON());
    expect(listAnnotations(desk.durable)).toHaveLength(listAnnotations(ana.document).length);
  });

  it('D5: two devices of one person that met before they came back', () => {
    const { desk, ana, id } = drawn();
    const tablet = new Author(ana.personId);
    tablet.receive(Y.encodeStateAsUpdate(ana.document));
    const { annotation } = tablet.draw();
    tablet.change(id, { note: 'seen on the tablet' });
    ana.receive(tablet.since(ana.document));
    ana.change(annotation.id, { label: 'and on the desk' });
    tablet.receive(ana.since(tablet.document));
    tablet.change(annotation.id, { label: 'back and forth' });
    desk.take(ana, tablet.since(desk.durable));
    expect(annotationsOf(desk.durable).toJSON()).toEqual(annotationsOf(tablet.document).toJSON());
  });

  it('D6: a change of what its author deleted elsewhere: the deletion wins', () => {
    const { desk, ana, id } = drawn();
    const tablet = new Author(ana.personId);
    tablet.receive(Y.encodeStateAsUpdate(ana.document));
    desk.take(ana, ana.remove(id));
    desk.take(tablet, tablet.change(id, { label: 'too late' }));
    expect(listAnnotations(desk.durable)).toEqual([]);
  });

  it('D3: structs that overlap with what came before', () => {
    const { desk, ana, id } = drawn();
    const before = Y.encodeStateVector(ana.document);
    const undo = new Y.UndoManager(annotationsOf(ana.document), { trackedOrigins: new Set([ana]) });
    desk.take(ana, ana.change(id, { geometry: [1, 1, 1, 1, 0] }));
    for (let i = 0; i < 5; i++) ana.change(id, { geometry: [i, 1, 1, 1, 0] });
    desk.take(ana, Y.encodeStateAsUpdate(ana.document, before));
    expect(annotationsOf(desk.durable).toJSON()).toEqual(annotationsOf(ana.document).toJSON());
    undo.destroy();
  });
});

type Attempt = (set: ReturnType<typeof drawn>) => [sender: Author, update: Uint8Array];

const ben = (draw: (ben: Author, set: ReturnType<typeof drawn>) => Uint8Array): Attempt => (set) => [set.ben, draw(set.ben, set)];
const ana = (draw: (ana: Author, set: ReturnType<typeof drawn>) => Uint8Array): Attempt => (set) => [set.ana, draw(set.ana, set)];
const bytes = (...all: number[]): Attempt => ben(() => new Uint8Array(all));

/** An annotation of the author's with one more field, or one less. */
const withField = (name: string, value: unknown): Attempt =>
  ben((author) => author.sending(() => annotationsOf(author.document).set(randomUUID(), new Y.Map([...entries(author), [name, value]]))));
const withoutField = (name: string): Attempt =>
  ben((author) => author.sending(() => annotationsOf(author.document).set(randomUUID(), new Y.Map(entries(author).filter(([key]) => key !== name)))));
const entries = ({ personId }: Author): [string, unknown][] => Object.entries(rectangle(personId)).filter(([name]) => name !== 'id');

/** One struct of a client in Yjs's first format: a value `undefined` to the right of `origin`, or a hole. */
const structs = (client: number, origin?: [client: number, clock: number]): number[] =>
  origin ? [1, client, 0, 0b1000_1000, ...origin, 1, 127] : [1, client, 0, 0, 1];

describe('what is refused, without a trace', () => {
  const attempts: [rule: string, what: string, attempt: Attempt, code: string][] = [
    ['D5', "a client id of someone else's", (set) => {
      // Yjs itself takes another id when it meets its own: a forger insists.
      set.ben.document.clientID = set.ana.document.clientID;
      return [set.ben, set.ben.draw().update];
    }, 'document.client'],
    ['D6', "a change of someone else's annotation", ben((author, { id }) => author.change(id, { label: 'mine now' })), 'document.author'],
    ['D6', "a deletion of someone else's annotation", ben((author, { id }) => author.remove(id)), 'document.author'],
    ['D6', "a deletion of a field of someone else's", ben((author, { id }) => author.sending(() => fields(author, id).delete('label'))), 'document.author'],
    ['D6', "an annotation under the id of someone else's", ben((author, { id }) => author.draw({ id }).update), 'document.author'],
    ['D6', 'the same, drawn without having seen it', ({ id }) => {
      const eve = new Author();
      return [eve, eve.draw({ id }).update];
    }, 'document.author'],
    ['D6', "an annotation under the id of someone's who deleted it", (set) => {
      const gone = set.ana.remove(set.id);
      set.desk.take(set.ana, gone);
      set.ben.receive(gone);
      return [set.ben, set.ben.draw({ id: set.id }).update];
    }, 'document.author'],
    ['D6', 'an annotation in the name of someone else', ben((author, set) => author.draw({ author: set.ana.personId }).update), 'document.author'],
    ['D7', 'another root', ben((author) => author.sending((document) => document.getMap('elsewhere').set('a', 1))), 'document.malformed'],
    ['D7', 'a text', ben((author) => author.sending((document) => document.getMap(ANNOTATIONS).set(randomUUID(), new Y.Text('hello')))), 'document.malformed'],
    ['D7', 'a list', ({ ben: author }) => {
      const other = new Author(author.personId);
      return [other, other.sending((document) => document.getArray(ANNOTATIONS).push([1]))];
    }, 'document.malformed'],
    ['D7', 'a plain value for an annotation', ben((author) => author.sending((document) => document.getMap(ANNOTATIONS).set(randomUUID(), 1))), 'document.malformed'],
    ['D7', 'a map in a field', withField('note', new Y.Map()), 'document.malformed'],
    ['D7', 'bytes in a field', withField('note', new Uint8Array(4)), 'document.malformed'],
    ['D7', 'a document in a field', withField('note', new Y.Doc()), 'document.malformed'],
    ['D7', 'an unknown field', withField('verdict', 1), 'document.malformed'],
    ['D7', 'a field named like what every object has', withField('__proto__', { label: '' }), 'document.malformed'],
    ['D7', 'an id that is none', ben((author) => author.draw({ id: 'first' }).update), 'document.malformed'],
    ['D7', 'an annotation without a label', withoutField('label'), 'document.malformed'],
    ['D7', 'an annotation without an author', withoutField('author'), 'document.malformed'],
    ['D7', 'NaN', ben((author) => author.draw({ geometry: [NaN, 0, 1, 1, 0] }).update), 'document.malformed'],
    ['D7', 'sums beyond all numbers', ben((author) => author.draw({ geometry: [1e308, 1e308, 1e308, 1e308, 0] }).update), 'document.malformed'],
    ['D7', 'a geometry of another kind', ben((author) => author.draw({ geometry: [1, 2] }).update), 'document.malformed'],
    ['D7', 'a label that is too long', ben((author) => author.draw({ label: 'x'.repeat(201) }).update), 'document.malformed'],
    ['D7', 'a colour that is none', ben((author) => author.draw({ colour: 8 }).update), 'document.malformed'],
    ['D7', 'a shape off the slide', ben((author) => author.draw({ geometry: [4096 * 1.2, 0, 1, 1, 0] }).update), 'document.malformed'],
    ['D7', 'a shape that is moved off the slide', ana((author, { id }) => author.change(id, { geometry: [-900, 0, 1, 1, 0] })), 'document.malformed'],
    ['D7', 'a drawing from the future', ben((author) => author.draw({ createdAt: NOW + 11 * 60_000 }).update), 'document.malformed'],
    ['D7', 'a change of the kind', ana((author, { id }) => author.sending(() => fields(author, id).set('kind', 'ellipse'))), 'document.malformed'],
    ['D7', 'a change of the author, to the same', ana((author, { id }) => author.sending(() => fields(author, id).set('author', author.personId))), 'document.malformed'],
    ['D7', 'a change of the time', ana((author, { id }) => author.sending(() => fields(author, id).set('createdAt', 1))), 'document.malformed'],
    ['D7', 'a field taken away', ana((author, { id }) => author.sending(() => fields(author, id).delete('note'))), 'document.malformed'],
    ['D7', 'a wrong value behind a right one', ana((author, { id, desk }) => {
      author.document.gc = false;
      author.change(id, { colour: 99 });
      author.change(id, { colour: 1 });
      return author.since(desk.durable);
    }), 'document.malformed'],
    ['D8', 'an update whose beginning is missing', ben((author) => (author.draw(), author.draw().update)), 'document.gap'],
    ['D8', 'structs that are skipped', ben((author) => {
      const first = author.draw().update;
      author.draw();
      return Y.mergeUpdates([first, author.draw().update]);
    }), 'document.gap'],
    ['D8', 'a change of what nobody has', ({ ben: author }) => {
      const [eve, unseen] = [new Author(), new Author(author.personId)];
      unseen.receive(eve.draw({ id: '6f2e0d9c-3c5f-4b6f-9f0a-2a1b3c4d5e6f' }).update);
      return [unseen, unseen.change('6f2e0d9c-3c5f-4b6f-9f0a-2a1b3c4d5e6f', { label: 'x' })];
    }, 'document.gap'],
    ['D8', 'a deletion of what nobody has', bytes(0, 1, 5, 1, 0, 1), 'document.gap'],
    ['D8', 'a struct that builds on itself', bytes(1, ...structs(7, [7, 0]), 0), 'document.gap'],
    ['D8', 'structs that build on each other', bytes(2, ...structs(8, [7, 0]), ...structs(7, [8, 0]), 0), 'document.gap'],
    ['D7', 'a client twice', bytes(2, ...structs(7), 1, 7, 1, 0, 1, 0), 'document.malformed'],
    ['D7', 'clocks beyond counting', bytes(1, 1, 7, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 0), 'document.malformed'],
    ['D7', 'bytes that are no update', bytes(1, 2, 3), 'document.malformed'],
    ['D7', 'no bytes', bytes(), 'document.malformed'],
  ];

  it.each(attempts)('%s: %s', (_rule, _what, attempt, code) => {
    const set = drawn();
    const [sender, update] = attempt(set);
    const before = set.desk.state;
    expect(set.desk.code(sender, update)).toBe(code);
    expect(set.desk.state).toBe(before);
    // Nothing is left in the staged copy either: the same person draws on.
    set.desk.nowMs += 120_000;
    const next = new Author(sender.personId);
    next.receive(Y.encodeStateAsUpdate(set.desk.durable));
    expect(set.desk.code(next, next.draw().update)).toBeUndefined();
  });

  it('D2: whatever is new, from who may only watch', () => {
    const { desk, ben: author } = drawn();
    expect(desk.code(author, author.draw().update, false)).toBe('document.read-only');
    // Its later updates have a gap; that is not why they are refused.
    expect(desk.code(author, author.draw().update, false)).toBe('document.read-only');
    expect(desk.code(author, new Uint8Array([9]), false)).toBe('document.read-only');
  });

  it('D5: a person has no more than five thousand client ids in a document, and the others have theirs', () => {
    const { desk, ana: author, ben: other } = drawn();
    for (let id = 1; id < CLIENTS_OF_PERSON_MAX; id++) desk.owners.set(id, author.personId);
    const next = new Author(author.personId);
    expect(desk.code(next, next.draw().update)).toBe('document.client');
    expect(desk.code(author, author.draw().update)).toBeUndefined();
    expect(desk.code(other, other.draw().update)).toBeUndefined();
  });

  it('D5: a client id refused to one person is still free for another', () => {
    const { desk, ben: author } = drawn();
    expect(desk.code(author, author.draw({ colour: 99 }).update)).toBe('document.malformed');
    const other = new Author(undefined, author.document.clientID);
    expect(desk.code(other, other.draw().update)).toBeUndefined();
  });
});
