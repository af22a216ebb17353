import { WorkFolder } from '../testing/work-folder.js';
import { needlesFor } from './needles.js';
import type { ByteRange } from './ranges.js';
import { searchFile } from './search-bytes.js';

const work = new WorkFolder();
const MB = 1024 ** 2;
const { signal } = new AbortController();

async function found(content: Buffer, secrets: readonly string[], pixels: readonly ByteRange[] = []): Promise<number[]> {
  return [...(await searchFile(await work.file('in', content), needlesFor(secrets), pixels, signal))].sort();
}

describe('searchFile', () => {
  it.each([
    ['UTF-8', Buffer.from('… 诸葛孔明 …')],
    ['UTF-16, little-endian', Buffer.from('… 诸葛孔明 …', 'utf16le')],
    ['UTF-16, big-endian', Buffer.from('… 诸葛孔明 …', 'utf16le').swap16()],
    ['GB 18030', Buffer.from('d6eeb8f0bfd7c3f7', 'hex')],
  ])('finds a name in %s', async (_, content) => expect(await found(content, ['nobody at all', '诸葛孔明'])).toEqual([1]));

  it('finds a name in Latin 1, decomposed, in capitals, and by its parts', async () => {
    expect(await found(Buffer.from('Müller', 'latin1'), ['Müller'])).toEqual([0]);
    expect(await found(Buffer.from('Mu\u0308ller'), ['Müller'])).toEqual([0]);
    expect(await found(Buffer.from('MARGARET^ROEDER'), ['Margaret Roeder'])).toEqual([0]);
    expect(await found(Buffer.from('roeder'), ['Margaret Roeder'])).toEqual([0]);
  });

  it('finds what lies across two reads, at the beginning and at the end', async () => {
    for (const at of [0, MB - 3, MB, 2 * MB - 6, 3 * MB - 6]) {
      const content = Buffer.alloc(3 * MB, 'x');
      content.write('S12-34', at);
      expect(await found(content, ['S12-34'])).toEqual([0]);
    }
  });

  it('finds nothing where nothing is', async () => expect(await found(Buffer.alloc(3 * MB, 'Jane Ro'), ['S12-3456'])).toEqual([]));

  it('takes a short name for one only where it is a word, and not among pixels', async () => {
    expect(await found(Buffer.from('Ann Lee'), ['Ann'])).toEqual([0]);
    expect(await found(Buffer.from('Channel'), ['Ann'])).toEqual([]);
    expect(await found(Buffer.from('Annex'), ['Ann'])).toEqual([]);
    expect(await found(Buffer.from('-- Ann --'), ['Ann'], [{ from: 0, to: 9 }])).toEqual([]);
    expect(await found(Buffer.from('-- Margaret --'), ['Margaret'], [{ from: 0, to: 14 }])).toEqual([0]);
  });

  it('does not take a part of a word at the end of a read for a word', async () => {
    const content = Buffer.alloc(2 * MB, '.');
    content.write('Annex', MB - 3);
    expect(await found(content, ['Ann'])).toEqual([]);
  });

  it('looks for no single letters', async () => expect(await found(Buffer.from('J R'), ['J R Q'])).toEqual([]));
});
