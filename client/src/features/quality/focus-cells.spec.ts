import { blurredPlaces, cellKind, PLACES } from './focus-cells';

describe('the cells of a focus map', () => {
  it.each([['.', 'glass'], ['?', 'unjudged'], ['!', 'unreadable'], ['0', 'blurred'], ['3', 'blurred'], ['4', 'sharp'], ['9', 'sharp'], ['x', 'unjudged']])('%s is %s', (cell, kind) => {
    expect(cellKind(cell)).toBe(kind);
  });
});

describe('where a slide is out of focus', () => {
  it('is said by the ninths that are', () => {
    expect(blurredPlaces({ columns: 3, rows: 3, cells: '990.98..0' })).toEqual(['topRight', 'bottomRight']);
    expect(blurredPlaces({ columns: 6, rows: 3, cells: '999900'.repeat(3) })).toEqual(['topRight', 'right', 'bottomRight']);
  });

  it('is nowhere for a cell here and there, for glass, and for what could not be judged', () => {
    expect(blurredPlaces({ columns: 6, rows: 6, cells: '09'.padEnd(36, '9') })).toEqual([]);
    expect(blurredPlaces({ columns: 3, rows: 3, cells: '..?..!?..' })).toEqual([]);
  });

  it('is everywhere where all of it is', () => {
    expect(blurredPlaces({ columns: 3, rows: 3, cells: '000000000' })).toEqual([...PLACES]);
  });

  it('has no trouble with a map of one cell, or with cells missing', () => {
    expect(blurredPlaces({ columns: 1, rows: 1, cells: '0' })).toEqual(['topLeft']);
    expect(blurredPlaces({ columns: 3, rows: 3, cells: '' })).toEqual([]);
  });
});
