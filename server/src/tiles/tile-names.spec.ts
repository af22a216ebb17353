import { TileNames } from './tile-names.js';

const level = (columns: number, rows: number) => ({ widthPx: columns * 256, heightPx: rows * 256, tileWidthPx: 256, tileHeightPx: 256, columns, rows, downsample: 1 });
const image = { format: 'x', widthPx: 768, heightPx: 512, zPlanes: 1, channels: 1, levels: [level(3, 2), level(2, 1)] };
const places = [[0, 0, 0], [0, 1, 0], [0, 2, 0], [0, 0, 1], [0, 1, 1], [0, 2, 1], [1, 0, 0], [1, 1, 0]] as const;
const addresses = places.map(([at, column, row]) => ({ level: at, column, row }));

describe('TileNames', () => {
  it('numbers each tile of each open slide differently', () => {
    const [one, other] = [new TileNames(image, 'a'.repeat(64)), new TileNames(image, 'a'.repeat(64))];
    const numbers = [one, other].flatMap((names) => addresses.map((address) => names.numberOf(address)));
    expect(new Set(numbers).size).toBe(2 * places.length);
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0);
  });

  it('has no number for a place off the grid', () => {
    const names = new TileNames(image, 'a'.repeat(64));
    for (const [at, column, row] of [[2, 0, 0], [0, 3, 0], [0, 0, 2], [1, 2, 0], [1, 0, 1]] as const) expect(names.numberOf({ level: at, column, row })).toBe(-1);
  });

  it('names the same bytes alike whenever the file is opened, and others otherwise', () => {
    const etags = (digest: string): string[] => addresses.map((address) => new TileNames(image, digest).etagOf(address));
    expect(etags('a'.repeat(64))).toEqual(etags('a'.repeat(64)));
    expect(new Set([...etags('a'.repeat(64)), ...etags('b'.repeat(64))]).size).toBe(2 * places.length);
    expect(etags('a'.repeat(64))[1]).toBe('"aaaaaaaaaaaaaaaa-0-1-0"');
  });

  it('names and numbers focal planes and channels apart', () => {
    const stack = { ...image, zPlanes: 3, channels: 2 };
    const [names, next] = [new TileNames(stack, 'a'.repeat(64)), new TileNames(stack, 'a'.repeat(64))];
    const all = [0, 1, 2].flatMap((z) => [0, 1].flatMap((channel) => addresses.map((address) => ({ ...address, z, channel }))));
    const numbers = [names, next].flatMap((one) => all.map((address) => one.numberOf(address)));
    expect(new Set(numbers).size).toBe(2 * all.length);
    expect(new Set(all.map((address) => names.etagOf(address))).size).toBe(all.length);
    expect(all.every((address) => names.has(names.numberOf(address)) && !next.has(names.numberOf(address)))).toBe(true);
    expect(names.etagOf({ level: 0, column: 1, row: 0, z: 0, channel: 0 })).toBe('"aaaaaaaaaaaaaaaa-0-1-0"');
    expect(names.numberOf({ level: 0, column: 0, row: 0, z: 3 })).toBe(-1);
    expect(names.numberOf({ level: 0, column: 0, row: 0, channel: 2 })).toBe(-1);
  });
});
