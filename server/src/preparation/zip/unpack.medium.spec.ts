import { readdir, readFile, writeFile } from 'node:fs/promises';
import { WorkFolder } from '../../testing/work-folder.js';
import { type ZipEntrySpec, zipOf } from '../testing/zip-factory.js';
import { unpack, type Unpacking } from './unpack.js';

const MB = 1024 ** 2;
const work = new WorkFolder();
const plenty = (): Promise<number> => Promise.resolve(Number.MAX_SAFE_INTEGER);

async function unpackBytes(bytes: Buffer, more: Partial<Unpacking> = {}): Promise<string[]> {
  const path = await work.file('in.zip', bytes);
  await unpack(path, work.at('out'), { signal: new AbortController().signal, freeBytes: plenty, onProgress: () => undefined, ...more });
  return (await readdir(work.at('out'), { recursive: true })).sort();
}

const refused = (entries: readonly ZipEntrySpec[]): Promise<void> => refusedBytes(zipOf(entries));

async function refusedBytes(bytes: Buffer): Promise<void> {
  await expect(unpackBytes(bytes)).rejects.toMatchObject({ name: 'SlideFileError', code: 'slide.archive-refused' });
}

const content = Buffer.from('content of a file, content of a file');

describe('unpack', () => {
  it('writes files and the folders above them, and says how far it is', async () => {
    const shares: number[] = [];
    const names = await unpackBytes(zipOf([{ name: 'case/', mode: 0o40755 }, { name: 'case/a.dcm', content }, { name: 'b.dcm', content, isStored: true }]), { onProgress: (share) => shares.push(share) });
    expect(names).toEqual(['b.dcm', 'case', 'case/a.dcm']);
    await expect(readFile(work.at('out', 'case', 'a.dcm'))).resolves.toEqual(content);
    expect(shares).toEqual([0.5, 1]);
  });

  it('leaves out what systems put beside the files', async () => {
    await expect(unpackBytes(zipOf([{ name: 'a.dcm', content }, { name: '__MACOSX/._a.dcm', content }, { name: '.DS_Store', content }, { name: 'x/Thumbs.db', content }]))).resolves.toEqual(['a.dcm']);
  });

  it('reads names in GBK', async () => {
    await expect(unpackBytes(zipOf([{ name: Buffer.from([0xc7, 0xd0, 0xc6, 0xac, 0x2f, 0x61]), content }]))).resolves.toEqual(['切片', '切片/a']);
  });

  it.each([['../a'], ['/a'], ['C:\\a'], ['a/../../b'], ['..\\a'], ['a\u0000']])('refuses the name %j before anything is written', async (name) => {
    await refused([{ name: 'first', content }, { name, content }]);
    await expect(readdir(work.path)).resolves.toEqual(['in.zip']);
  });

  it.each([
    ['equal names', 'a', 'a'],
    ['names that differ in case', 'A.svs', 'a.SVS'],
    ['names that differ in normalisation', 'caf\u00e9', 'cafe\u0301'],
    ['a file below a file', 'a', 'a/b'],
    ['a file in place of a folder', 'a/b', 'a'],
    ['folders that differ in case', 'A/b', 'a/c'],
  ])('refuses %s', (_, first, second) => refused([{ name: first, content }, { name: second, content }]));

  it.each([
    ['a link', { name: 'a', mode: 0o120777, content: Buffer.from('/etc/passwd') }],
    ['a device', { name: 'a', mode: 0o020666 }],
    ['an encrypted entry', { name: 'a', flags: 0x801, content }],
    ['another compression', { name: 'a', method: 9, content }],
  ])('refuses %s', (_, entry: ZipEntrySpec) => refused([entry]));

  it('refuses more entries than any slide has', () => refused(Array.from({ length: 10_001 }, (_, i) => ({ name: `${i}` }))));

  it('refuses an archive with nothing in it', () => refused([]));

  it('refuses a bomb by what it declares', () => refused([{ name: 'a', content: Buffer.alloc(70 * MB) }]));

  it('refuses entries that share their content', () =>
    refused([{ name: 'a', content: Buffer.alloc(4 * MB, 'ab') , isStored: true }, { name: 'b', content: Buffer.alloc(4 * MB, 'ab'), isStored: true, sharesContentOf: 0 }]));

  it('stops where an entry grows past what it declared', async () => {
    await refused([{ name: 'a', content: Buffer.alloc(3 * MB), claimedBytes: 1000 }]);
    const written = await readFile(work.at('out', 'a'));
    expect(written.length).toBeLessThanOrEqual(64 * 1024);
  });

  it('refuses an entry that ends before what it declared', () => refused([{ name: 'a', content, claimedBytes: 1000 }]));

  it('refuses an entry whose checksum is another', () => refused([{ name: 'a', content, claimedSum: 1 }]));

  it('refuses archives that were cut off or changed anywhere, and never fails otherwise', async () => {
    const whole = zipOf([{ name: 'a', content }, { name: 'b', content, isStored: true }]);
    for (let length = 4; length < whole.length; length += 7) await refusedBytes(whole.subarray(0, length));
    for (let at = 0; at < whole.length; at++) {
      const changed = Buffer.from(whole);
      changed[at] = changed[at]! ^ 0xff;
      await writeFile(work.at('in.zip'), changed);
      const options = { signal: new AbortController().signal, freeBytes: plenty, onProgress: () => undefined };
      await unpack(work.at('in.zip'), work.at(`out-${at}`), options).catch((error: unknown) => expect(error).toMatchObject({ code: 'slide.archive-refused' }));
    }
  });

  it('writes nothing where there is no room for all of it', async () => {
    await expect(unpackBytes(zipOf([{ name: 'a', content }]), { freeBytes: () => Promise.resolve(content.length - 1) })).rejects.toMatchObject({ code: 'ENOSPC' });
    await expect(readdir(work.at('out'))).resolves.toEqual([]);
  });

  it('stops when it is told to', async () => {
    const reason = new Error('enough');
    const aborting = new AbortController();
    const onProgress = (): void => aborting.abort(reason);
    await expect(unpackBytes(zipOf([{ name: 'a', content }, { name: 'b', content }]), { signal: aborting.signal, onProgress })).rejects.toBe(reason);
    await expect(readdir(work.at('out'))).resolves.toEqual(['a']);
  });
});
