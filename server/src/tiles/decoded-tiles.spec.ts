import { availableParallelism } from 'node:os';
import { DecodedTiles } from './decoded-tiles.js';
import { Abandoned } from './fair-queue.js';

const JPEG = Buffer.from('jpeg');
const wanted = (key: string, make: () => Promise<Buffer | undefined>, signal = new AbortController().signal) => ({ key, owner: 'ana', urgency: 'seen' as const, signal, make });

/** Fills the queue until `end`, so that what comes after has to wait. */
function busy(tiles: DecodedTiles): { end: () => void; done: Promise<unknown> } {
  let end: () => void = () => undefined;
  const ended = new Promise<undefined>((resolve) => (end = () => resolve(undefined)));
  const done = Promise.all(Array.from({ length: availableParallelism() }, (_, i) => tiles.get(wanted(`busy ${i}`, () => ended))));
  return { end: () => end(), done };
}

describe('DecodedTiles', () => {
  it('decodes once for all who ask meanwhile, and then not at all', async () => {
    const tiles = new DecodedTiles();
    const make = jest.fn(() => Promise.resolve(JPEG));
    await Promise.all([1, 2, 3].map(() => tiles.get(wanted('a', make))));
    await expect(tiles.get(wanted('a', make))).resolves.toBe(JPEG);
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('tries again after a failure', async () => {
    const tiles = new DecodedTiles();
    await expect(tiles.get(wanted('a', () => Promise.reject(new Error('damaged'))))).rejects.toThrow('damaged');
    await expect(tiles.get(wanted('a', () => Promise.resolve(JPEG)))).resolves.toBe(JPEG);
  });

  it('decodes for the one who stays when the other leaves', async () => {
    const tiles = new DecodedTiles();
    const other = busy(tiles);
    const leaving = new AbortController();
    const left = tiles.get(wanted('a', () => Promise.resolve(JPEG), leaving.signal));
    const stayed = tiles.get(wanted('a', () => Promise.reject(new Error('made twice'))));
    leaving.abort();
    other.end();
    await expect(stayed).resolves.toBe(JPEG);
    await left;
  });

  it('decodes for nobody when all have left, and anew for who asks later', async () => {
    const tiles = new DecodedTiles();
    const other = busy(tiles);
    const make = jest.fn(() => Promise.resolve(JPEG));
    const leaving = new AbortController();
    const left = tiles.get(wanted('a', make, leaving.signal));
    leaving.abort();
    const later = tiles.get(wanted('a', make));
    await expect(left).rejects.toThrow(Abandoned);
    other.end();
    await expect(later).resolves.toBe(JPEG);
    await other.done;
    expect(make).toHaveBeenCalledTimes(1);
  });

  it('hurries what was asked for ahead when somebody looks at it', async () => {
    const tiles = new DecodedTiles();
    const other = busy(tiles);
    const log: string[] = [];
    const made = (name: string) => () => Promise.resolve((log.push(name), JPEG));
    const all = [tiles.get({ ...wanted('a', made('a')), urgency: 'ahead' }), tiles.get({ ...wanted('b', made('b')), urgency: 'ahead' }), tiles.get(wanted('b', made('twice')))];
    other.end();
    await Promise.all(all);
    expect(log).toEqual(['b', 'a']);
  });

  it('forgets the pictures of a slide', async () => {
    const tiles = new DecodedTiles();
    const make = jest.fn(() => Promise.resolve(JPEG));
    await tiles.get(wanted('one/0/0/0', make));
    await tiles.get(wanted('other/0/0/0', make));
    tiles.forgetSlide('one');
    await tiles.get(wanted('other/0/0/0', make));
    expect(make).toHaveBeenCalledTimes(2);
    await tiles.get(wanted('one/0/0/0', make));
    expect(make).toHaveBeenCalledTimes(3);
  });
});
