import { ANNOTATIONS } from '@parfocal/shared/annotation';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import { drawn, fields } from '../testing/vetting-desk.js';
import { AnnotationRules } from './annotation-rules.js';

/** An update without structs that deletes these ranges of one client, as they stand. */
const deleting = (client: number, ranges: readonly (readonly [clock: number, length: number])[]): Uint8Array =>
  encoding.encode((encoder) => {
    for (const number of [0, 1, client, ranges.length, ...ranges.flat()]) encoding.writeVarUint(encoder, number);
  });

/** Updates of 27 bytes that build on a struct which nobody will ever see: Yjs keeps each, and looks through all of them again for each. */
function waitingForEver(count: number): Uint8Array[] {
  const [document, updates] = [new Y.Doc(), [] as Uint8Array[]];
  document.on('update', (update: Uint8Array) => updates.push(update));
  for (let i = 0; i <= count; i++) document.getMap(ANNOTATIONS).set('a', i);
  return updates.slice(1);
}

/** What `work` takes of this thread, in milliseconds. */
const tookMs = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

describe('a small update that would take long', () => {
  afterEach(() => jest.restoreAllMocks());

  it('D7: deletions that lie over one another are malformed, however known: fifty thousand of them took 14 s', () => {
    const { desk, ana, ben, id } = drawn();
    for (let i = 0; i < 4; i++) desk.take(ana, ana.sending(() => fields(ana, id).set('label', String(i))));
    const [known] = Y.decodeUpdate(Y.encodeStateAsUpdate(desk.durable)).ds.clients.get(ana.document.clientID)!;
    const { clock, len } = known!;
    const of = (...ranges: (readonly [number, number])[]): Uint8Array => deleting(ana.document.clientID, ranges);
    expect(desk.code(ben, of([clock, len]), false)).toBeUndefined();
    expect(desk.code(ben, of([clock, 1], [clock + 1, len - 1]), false)).toBeUndefined();
    expect(desk.code(ana, of([clock, len], [clock, len]))).toBe('document.malformed');
    expect(desk.code(ana, of([clock + 1, 1], [clock, 1]))).toBe('document.malformed');
    expect(desk.code(ben, of([clock, len], [clock, len]), false)).toBe('document.read-only');
  });

  it('D7: an outline is looked at once, not once for each colour that it had meanwhile: two thousand of them took 28 s', () => {
    const { desk, ana, id } = drawn();
    const away = new Y.Doc({ gc: false });
    Y.applyUpdate(away, Y.encodeStateAsUpdate(ana.document));
    const known = Y.encodeStateVector(away);
    const colours = (...values: unknown[]): Uint8Array => {
      for (const value of values) (away.getMap('annotations').get(id) as Y.Map<unknown>).set('colour', value);
      return Y.encodeStateAsUpdate(away, known);
    };
    const check = jest.spyOn(AnnotationRules.prototype, 'check');
    expect(desk.code(ana, colours(...Array.from({ length: 100 }, (_, i) => i % 8)))).toBeUndefined();
    expect(check.mock.calls.length).toBeLessThan(5);
    expect(desk.code(ana, colours(99, 1))).toBe('document.malformed');
  });

  it('D8: a flood of updates that can never be applied costs a small part of what it costs Yjs, and leaves nothing behind', () => {
    const { desk, ben } = drawn();
    const updates = waitingForEver(800);
    const naive = new Y.Doc();
    const naiveMs = tookMs(() => updates.forEach((update) => Y.applyUpdate(naive, update)));
    const codes = new Set<string | undefined>();
    const oursMs = tookMs(() => updates.forEach((update) => codes.add(desk.code(ben, update))));
    expect(codes).toEqual(new Set(['document.gap']));
    expect(naive.store.pendingStructs).not.toBeNull();
    expect(desk.durable.store.pendingStructs).toBeNull();
    expect(oursMs * 3).toBeLessThan(naiveMs);
  });

  it('D8: four thousand structs in one update that can never be applied are refused whole', () => {
    const { desk, ben } = drawn();
    expect(desk.code(ben, Y.mergeUpdates(waitingForEver(4_000)))).toBe('document.gap');
    expect(desk.code(ben, ben.draw().update)).toBeUndefined();
  });
});
