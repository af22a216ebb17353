import { indexOf, isSlideId, parsePlaneAddress, parseTileAddress } from './tile-path.js';

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

  it('reads plane and channel, and leaves the first of both to the shorter address', () => {
    const place = parseTileAddress('1', '2', '3');
    expect(parsePlaneAddress('0', '4', place)).toEqual({ level: 1, column: 2, row: 3, z: 0, channel: 4 });
    expect(parsePlaneAddress('5', '0', place)).toEqual({ level: 1, column: 2, row: 3, z: 5, channel: 0 });
    for (const [z, channel] of [['0', '0'], ['01', '0'], ['1', '-1'], ['', '1']] as const) expect(parsePlaneAddress(z, channel, place)).toBeUndefined();
    expect(parsePlaneAddress('1', '1', undefined)).toBeUndefined();
  });

  it('looks nothing up that cannot be an id', () => {
    expect(isSlideId('8c5f0a0e-6d0b-4c55-9a56-0d6d5b7f5d0e')).toBe(true);
    expect(isSlideId('8C5F0A0E-6D0B-4C55-9A56-0D6D5B7F5D0E')).toBe(false);
    expect(isSlideId('../../etc/passwd')).toBe(false);
    expect(isSlideId('8c5f0a0e-6d0b-4c55-9a56-0d6d5b7f5d0e\n')).toBe(false);
  });
});
