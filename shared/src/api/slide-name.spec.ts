import { partsOfSlideName } from './index.js';

describe('partsOfSlideName', () => {
  it.each([
    ['A1 · H&E', 'A1', 'H&E'],
    ['A1·H&E', 'A1', 'H&E'],
    ['B2-3 | Ki-67', 'B2-3', 'Ki-67'],
    ['A - PAS', 'A', 'PAS'],
    ['A1，HE', 'A1', 'HE'],
    ['A1 · H&E · 2', 'A1', 'H&E · 2'],
    ['A1 H&E', 'A1', 'H&E'],
    ['III PAS diastase', 'III', 'PAS diastase'],
  ])('reads %s', (name, part, stain) => {
    expect(partsOfSlideName(name)).toEqual({ part, stain });
  });

  it.each(['CMU-1-Small-Region', 'Ki-67', 'margin left', '切缘'])('keeps %s whole, which names no stain apart', (name) => {
    expect(partsOfSlideName(name)).toEqual({ part: name, stain: '' });
  });
});
