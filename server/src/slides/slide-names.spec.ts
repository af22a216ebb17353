import { givenName, shownName, storedName } from './slide-names.js';

describe('slide names', () => {
  it.each([
    ['A1 HE.svs', 'A1 HE'],
    ['C:\\scans\\A1.tif', 'A1'],
    ['/home/x/胃窦 A1.ome.tiff', '胃窦 A1'],
    ['no extension', 'no extension'],
    ['e\u0301.svs', 'é'],
    ['bad\u0000na\nme\u202Egpj.svs', 'bad na me gpj'],
    ['.svs', 'slide'],
    ['', 'slide'],
    ['../..', 'slide'],
  ])('shows %j as %j', (fileName, name) => {
    expect(shownName(fileName)).toBe(name);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['.thumbnail.jpg', 'thumbnail.jpg'],
    ['a:b*c?.tif', 'a b c.tif'],
    ['..', 'slide'],
    ['A1.ome.tif', 'A1.ome.tif'],
  ])('stores %j as %j', (fileName, name) => {
    expect(storedName(fileName)).toBe(name);
  });

  it('never stores what would lead out of a folder, hide, or be too long for a file system', () => {
    for (const evil of ['/', '\\', '\0', '....//', '。'.repeat(400), '片'.repeat(400) + '.tif', `${'a'.repeat(400)}.ome.tiff`, '\u202E.svs']) {
      const stored = storedName(evil);
      expect(stored).not.toMatch(/[/\\\0]|^\.|^$/);
      expect(Buffer.byteLength(stored)).toBeLessThanOrEqual(200);
    }
    expect(storedName('片'.repeat(400) + '.tif')).toMatch(/片\.tif$/);
  });

  it('shows at most 120 characters and cuts none in half', () => {
    expect(shownName(`${'a'.repeat(300)}.svs`)).toHaveLength(120);
    const cut = givenName(`${'a'.repeat(119)}🔬`);
    expect(cut).toBe('a'.repeat(119));
  });

  it('keeps a given name as meant', () => {
    expect(givenName('A1 · H&E / level 2')).toBe('A1 · H&E / level 2');
    expect(givenName(' \u200B ')).toBe('slide');
  });
});
