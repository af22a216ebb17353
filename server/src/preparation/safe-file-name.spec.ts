import { safeFileName, withExtension } from './safe-file-name.js';

describe('safeFileName', () => {
  it.each([
    ['slide.svs', 'slide.svs'],
    ['病理 12-3.kfb', '病理 12-3.kfb'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\scans\\a.svs', 'a.svs'],
    ['a\u0000b\u202e.svs', 'a_b_.svs'],
    ['.hidden.svs', 'hidden.svs'],
    ['..', 'slide'],
    ['', 'slide'],
    ['what?*.tif. ', 'what__.tif'],
  ])('makes of %j %j', (given, expected) => expect(safeFileName(given)).toBe(expected));

  it('keeps the extension of a name that is too long, and cuts no character in two', () => {
    const name = safeFileName(`${'片'.repeat(200)}.ome.tiff`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
    expect(name).toMatch(/^片+\.?\w*\.tiff$/u);
  });
});

describe('withExtension', () => {
  it.each([
    ['a.png', '.tif', 'a.tif'],
    ['a', '.tif', 'a.tif'],
    ['a.b.zip', '', 'a.b'],
    ['a.kfb', '', 'a'],
    ['a.kfb', '.SVS', 'a.svs'],
    ['a.kfb', '.x/y', 'a'],
  ])('makes of %j with %j %j', (name, extension, expected) => expect(withExtension(name, extension)).toBe(expected));
});
