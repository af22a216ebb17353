import { decodeName, foldedKey, isClutter, safeSegments } from './entry-name.js';

describe('safeSegments', () => {
  it.each([
    ['a.svs', ['a.svs']],
    ['case/a.svs', ['case', 'a.svs']],
    ['case\\a.svs', ['case', 'a.svs']],
    ['./case//a.svs', ['case', 'a.svs']],
    ['case/', ['case']],
    ['a..b.svs', ['a..b.svs']],
  ])('takes %j', (name, expected) => expect(safeSegments(name)).toEqual(expected));

  it.each([
    ['../a'], ['a/../../b'], ['a\\..\\b'], ['..\\a'], ['/etc/passwd'], ['\\\\host\\share\\a'], ['C:/a'], ['c:a'], ['a/b:stream'], ['a\u0000.svs'], ['a\nb'], ['a\u0085b'],
    ['.. /a'], ['.../a'], [''], ['.'], ['/'], [`${'a/'.repeat(17)}b`], ['x'.repeat(256)], ['a/'.repeat(8) + 'y'.repeat(1020)],
  ])('refuses %j', (name) => expect(() => safeSegments(name)).toThrow(expect.objectContaining({ code: 'slide.archive-refused' }) as Error));
});

describe('foldedKey', () => {
  it.each([
    ['A/B.svs', 'a/b.SVS'],
    ['stra\u00dfe', 'STRASSE'],
    ['\u00e9.svs', 'e\u0301.svs'],
    ['\ufb01g', 'fig'],
    ['a.', 'a'],
  ])('takes %j and %j for one file', (a, b) => expect(foldedKey(safeSegments(a))).toBe(foldedKey(safeSegments(b))));

  it('tells others apart', () => expect(foldedKey(['a', 'b'])).not.toBe(foldedKey(['a', 'c'])));
});

describe('decodeName', () => {
  const never = (): string => 'fallback';
  it('reads UTF-8, flagged or not', () => {
    expect(decodeName(Buffer.from('切片.svs'), 0x800, never)).toBe('切片.svs');
    expect(decodeName(Buffer.from('切片.svs'), 0, never)).toBe('切片.svs');
  });

  it('reads the GBK of Chinese Windows, whose second bytes may look like a backslash', () => {
    expect(decodeName(Buffer.from([0xc7, 0xd0, 0xc6, 0xac, 0xd5, 0x5c, 0x2e, 0x73]), 0, never)).toBe('切片誠.s');
  });

  it('leaves what is neither to the specification', () => {
    expect(decodeName(Buffer.from([0xff, 0xff, 0x20]), 0, never)).toBe('fallback');
    expect(decodeName(Buffer.from([0xff]), 0x800, never)).toBe('fallback');
  });
});

describe('isClutter', () => {
  it.each([[['__MACOSX', '._a.svs']], [['.DS_Store']], [['a', 'Thumbs.db']], [['.git', 'a.svs']]])('skips %j', (segments) => expect(isClutter(segments)).toBe(true));
  it('keeps files', () => expect(isClutter(['a', 'Slidedat.ini'])).toBe(false));
});
