import * as Y from 'yjs';
import { statePieces } from './state-pieces.js';

/** Three people who draw, change each other's fields and delete, now and then telling each other. */
function drawnTogether(rounds: number): Y.Doc {
  const people = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
  people.forEach((person, i) => (person.clientID = 1000 - i));
  const root = (person: Y.Doc): Y.Map<Y.Map<unknown>> => person.getMap('annotations');
  for (let round = 0; round < rounds; round++) {
    const person = people[(round * 7) % 3]!;
    const keys = [...root(person).keys()];
    if (round % 5 === 4 && keys.length > 3) root(person).delete(keys[round % keys.length]!);
    else if (round % 2 === 1 && keys.length > 0) root(person).get(keys[(round * 31) % keys.length]!)?.set('label', String(round));
    else root(person).set(`a${round % 40}`, new Y.Map([['geometry', [round]], ['label', '']]));
    if (round % 3 === 0) for (const other of people) Y.applyUpdate(other, Y.encodeStateAsUpdate(person));
  }
  for (const person of people.slice(1)) Y.applyUpdate(people[0]!, Y.encodeStateAsUpdate(person));
  return people[0]!;
}

const EMPTY = Y.encodeStateVector(new Y.Doc());

describe('statePieces', () => {
  it.each([[1], [2], [7], [50]])('D25: in pieces of %d, each builds only on those before it, and together they are all of it', (most) => {
    const document = drawnTogether(300);
    const copy = new Y.Doc();
    const pieces = [...statePieces(document, EMPTY, { structs: most, bytes: 1e9 })];
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) {
      Y.applyUpdate(copy, piece);
      expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
    }
    expect(copy.getMap('annotations').toJSON()).toEqual(document.getMap('annotations').toJSON());
    expect(Y.decodeStateVector(Y.encodeStateVector(copy))).toEqual(Y.decodeStateVector(Y.encodeStateVector(document)));
  });

  it('D25: leaves out what is known, also from the middle of a struct', () => {
    const document = drawnTogether(200);
    const known = new Y.Doc();
    Y.applyUpdate(known, Y.encodeStateAsUpdate(document));
    for (let i = 0; i < 30; i++) document.getMap('annotations').set(`later${i}`, new Y.Map([['label', 'x']]));
    document.getText('long').insert(0, 'abcdef');
    Y.applyUpdate(known, Y.encodeStateAsUpdate(document));
    document.getText('long').insert(6, 'ghijkl');
    for (let i = 0; i < 30; i++) document.getMap('annotations').set(`last${i}`, new Y.Map([['label', 'x']]));
    const pieces = [...statePieces(document, Y.encodeStateVector(known), { structs: 10, bytes: 1e9 })];
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces) Y.applyUpdate(known, piece);
    expect(known.store.pendingStructs).toBeNull();
    expect(known.getMap('annotations').toJSON()).toEqual(document.getMap('annotations').toJSON());
    expect(known.getText('long').toString()).toBe('abcdefghijkl');
  });

  it('D25: in pieces of a few bytes as well, and of one struct where that alone is more', () => {
    const document = drawnTogether(300);
    document.getMap('annotations').set('large', new Y.Map([['geometry', Array.from({ length: 200 }, (_, i) => i / 7)], ['label', '']]));
    const pieces = [...statePieces(document, EMPTY, { structs: 1e9, bytes: 500 })];
    const copy = new Y.Doc();
    for (const piece of pieces) Y.applyUpdate(copy, piece);
    expect(copy.getMap('annotations').toJSON()).toEqual(document.getMap('annotations').toJSON());
    const sizes = pieces.slice(0, -1).map(({ length }) => length).sort((a, b) => b - a);
    expect(sizes[0]).toBeGreaterThan(1_500);
    expect(sizes[1]).toBeLessThan(650);
  });

  it('D25: whatever becomes of the document while it is told, with what came since it is all there', () => {
    for (let every = 1; every < 8; every++) {
      const document = drawnTogether(300);
      const root = document.getMap<Y.Map<unknown>>('annotations');
      const [copy, since] = [new Y.Doc(), [] as Uint8Array[]];
      const pieces = statePieces(document, EMPTY, { structs: 5, bytes: 1e9 });
      const told: Uint8Array[] = [pieces.next().value as Uint8Array];
      document.on('update', (update: Uint8Array) => since.push(update));
      for (const piece of pieces) {
        told.push(piece);
        const keys = [...root.keys()];
        if (told.length % every === 0 && keys.length > 8) root.delete(keys[(told.length * 13) % keys.length]!);
        else root.get(keys[0]!)?.set('label', `${told.length}`);
        if (told.length % 5 === 0) root.set(`new${told.length}`, new Y.Map([['label', '']]));
      }
      for (const update of told) Y.applyUpdate(copy, update);
      expect(copy.store.pendingStructs).toBeNull();
      for (const update of since) Y.applyUpdate(copy, update);
      expect([copy.store.pendingStructs, copy.store.pendingDs]).toEqual([null, null]);
      expect(root.size).toBeGreaterThan(5);
      expect(copy.getMap('annotations').toJSON()).toEqual(root.toJSON());
    }
  });

  it('D25: is one update where there is little to say', () => {
    const document = drawnTogether(20);
    expect([...statePieces(document, EMPTY)]).toEqual([Y.encodeStateAsUpdate(document)]);
  });

  it('refuses what is no state vector', () => {
    expect(() => [...statePieces(drawnTogether(20), new Uint8Array([200]))]).toThrow();
  });
});
