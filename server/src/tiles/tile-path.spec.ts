import { indexOf, isSlideId, parseTileAddress } from './tile-path.js';

describe('tile path', () => {
  it.each([['0', 0], ['7', 7], ['10', 10], ['123456789', 123_456_789]])('reads %s', (text, value) => {
    expect(indexOf(text)).toBe(value);
  });

  it.each(['', '-1', '+1', '01', '00', '1.0', '1e3', ' 1', '1 ', '0x1', '1234567890', '١', '1\0', 'NaN'])('refuses %j: a tile has one spelling', (text) => {
    expect(indexOf(text)).toBe(-1);
    expect(parseTileAddress('0', text, '0')).toBeUndefined();
  });

  it('reads level, column and row in this order', () => {
    expect(parseTileAddress('1', '2', '3')).toEqual({ level: 1, column: 2, row: 3 });
  });

  it('looks nothing up that cannot be an id', () => {
    expect(isSlideId('8c5f0a0e-6d0b-4c55-9a56-0d6d5b7f5d0e')).toBe(true);
    expect(isSlideId('8C5F0A0E-6D0B-4C55-9A56-0D6D5B7F5D0E')).toBe(false);
    expect(isSlideId('../../etc/passwd')).toBe(false);
    expect(isSlideId('8c5f0a0e-6d0b-4c55-9a56-0d6d5b7f5d0e\n')).toBe(false);
  });
});
