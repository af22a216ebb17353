import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Config } from '../platform/index.js';
import { S3StandIn } from '../testing/s3-stand-in.js';
import type { BlobStore } from './blob-store.js';
import { LocalBlobStore } from './local-blob-store.js';
import { S3BlobStore } from './s3/s3-blob-store.js';
import { s3PlaceOf } from './s3/s3-place.js';

/** Megabytes over HTTP, and retries with their pauses. */
jest.setTimeout(60_000);

/** Larger than a block and than a part, and not a multiple of either. */
const LARGE = randomBytes(17 * 1024 ** 2 + 12_345);

/** A real S3-compatible server to test against as well, such as http://127.0.0.1:9000, with its bucket and keys in S3_*. */
const real = process.env.TEST_S3_ENDPOINT;

interface Stage {
  readonly store: BlobStore;
  readonly standIn?: S3StandIn;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'blobs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const STAGES: readonly [string, () => Promise<Stage>][] = [
  ['a local folder', () => Promise.resolve({ store: new LocalBlobStore(Config.parse({ DATA_DIR: join(folder, 'local') })) })],
  ['a bucket', async () => {
    const standIn = await S3StandIn.start();
    return { standIn, store: bucketStore({ DATA_DIR: join(folder, 's3'), S3_PREFIX: 'department/', ...standIn.environment }) };
  }],
  ...(real ? [['a real S3-compatible server', () => Promise.resolve({
    store: bucketStore({
      DATA_DIR: join(folder, 'real'), S3_PREFIX: `test-${Date.now()}`, S3_ENDPOINT: real, S3_BUCKET: process.env.S3_BUCKET,
      S3_ACCESS_KEY_ID: process.env.S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY: process.env.S3_SECRET_ACCESS_KEY,
    }),
  })] as [string, () => Promise<Stage>]] : []),
];

function bucketStore(environment: Record<string, string | undefined>): S3BlobStore {
  return new S3BlobStore(s3PlaceOf(Config.parse(environment))!);
}

describe.each(STAGES)('slides in %s', (_where, start) => {
  let stage: Stage;
  let store: BlobStore;

  beforeAll(async () => {
    stage = await start();
    ({ store } = stage);
    await mkdir(store.incoming, { recursive: true });
  });
  afterAll(() => stage.standIn?.close());

  async function incomingFile(name: string, bytes: Buffer): Promise<string> {
    const path = join(store.incoming, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, bytes);
    return path;
  }

  it('takes a file in and gives back its bytes, by whole and by place', async () => {
    const path = await incomingFile('a.part', LARGE);
    await store.adopt('one/胃窦 A1 & 2.svs', path);
    await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await store.sizeBytes('one/胃窦 A1 & 2.svs')).toBe(LARGE.length);
    const files = await store.files('one/胃窦 A1 & 2.svs');
    expect(files.names).toEqual(['胃窦 A1 & 2.svs']);
    const file = await files.open(files.names[0]!);
    expect(file.sizeBytes).toBe(LARGE.length);
    for (const [at, bytes] of [[0, 10], [131_070, 10], [5_000_000, 300_000], [LARGE.length - 7, 7], [0, LARGE.length]] as const) {
      expect((await file.read(at, bytes)).equals(LARGE.subarray(at, at + bytes))).toBe(true);
    }
    await file.close();
  });

  it('keeps a folder as one slide, and hands it to libraries by path', async () => {
    const names = ['a.mrxs', 'a/Data0000.dat', 'a/Data0001.dat', 'a/Index.dat', 'a/Slidedat.ini'];
    for (const name of names) await incomingFile(`folder/${name}`, Buffer.from(`bytes of ${name}`));
    await store.adopt('two/slide', join(store.incoming, 'folder'));
    const files = await store.files('two/slide');
    expect(files.names).toEqual(names);
    expect(await store.sizeBytes('two/slide')).toBe(names.reduce((sum, name) => sum + `bytes of ${name}`.length, 0));
    const path = await files.localPath('a.mrxs');
    expect((await readFile(path)).toString()).toBe('bytes of a.mrxs');
    expect((await readFile(join(path, '..', 'a', 'Index.dat'))).toString()).toBe('bytes of a/Index.dat');
    await expect(files.localPath('../../../etc/passwd')).rejects.toMatchObject({ code: 'slide.gone' });
  });

  it('knows what is not there', async () => {
    await expect(store.files('none/none')).rejects.toMatchObject({ code: 'slide.gone' });
    expect(await store.read('none/none')).toBeUndefined();
    expect(await store.sizeBytes('none/none')).toBeUndefined();
    await store.removeAll('none');
  });

  it('does not take a neighbour with a longer name for a part of it', async () => {
    await store.write('three/a', Buffer.from('a'));
    await store.write('three/ab', Buffer.from('ab'));
    expect(await store.sizeBytes('three/a')).toBe(1);
  });

  it('removes everything of a slide and nothing of another', async () => {
    await store.write('four/.thumbnail.jpg', Buffer.from('picture'));
    await store.write('fourth/.thumbnail.jpg', Buffer.from('another'));
    for (let i = 0; i < 7; i++) await store.write(`four/files/${i}`, Buffer.from(String(i)));
    await store.removeAll('four');
    expect(await store.sizeBytes('four')).toBeUndefined();
    expect(await store.read('four/.thumbnail.jpg')).toBeUndefined();
    expect(await store.read('fourth/.thumbnail.jpg')).toEqual(Buffer.from('another'));
  });
});

describe('a bucket that is not well', () => {
  let standIn: S3StandIn;
  let store: S3BlobStore;

  beforeEach(async () => {
    standIn = await S3StandIn.start();
    store = bucketStore({ DATA_DIR: join(folder, 'unwell'), ...standIn.environment });
    await mkdir(store.incoming, { recursive: true });
  });
  afterEach(() => standIn.close());

  it('reads a run of tiles in few requests, and the same block once for everyone', async () => {
    await store.write('a/a', LARGE);
    const file = await (await store.files('a/a')).open('a');
    standIn.requests.length = 0;
    await Promise.all(Array.from({ length: 50 }, (_, i) => file.read(i * 2_000, 1_500)));
    expect(standIn.requests.length).toBe(1);
  });

  it('says that the store does not answer, not that the slide is damaged', async () => {
    await store.write('a/a', LARGE);
    const file = await (await store.files('a/a')).open('a');
    standIn.trouble = (method) => (method === 'GET' ? 403 : undefined);
    await expect(file.read(0, 100)).rejects.toMatchObject({ code: 'slide.unreachable' });
    standIn.trouble = () => undefined;
    expect((await file.read(0, 100)).length).toBe(100);
  });

  it('tries again where the store asks for patience or cuts the line', async () => {
    await store.write('a/a', LARGE);
    const file = await (await store.files('a/a')).open('a');
    let failures = 2;
    standIn.trouble = () => (failures-- > 0 ? 503 : undefined);
    expect((await file.read(0, 100)).equals(LARGE.subarray(0, 100))).toBe(true);
    standIn.trouble = () => 'cut';
    await expect(file.read(10_000_000, 100)).rejects.toMatchObject({ code: 'slide.unreachable' });
  });

  it('refuses to read on when the object has become another one', async () => {
    await store.write('a/a', LARGE);
    const file = await (await store.files('a/a')).open('a');
    await store.write('a/a', Buffer.concat([Buffer.from('x'), LARGE.subarray(1)]));
    await expect(file.read(0, 100)).rejects.toMatchObject({ code: 'slide.damaged' });
    await store.removeAll('a');
    await expect(file.read(300_000, 100)).rejects.toMatchObject({ code: 'slide.gone' });
  });

  it('leaves nothing behind of a slide that did not come in whole', async () => {
    for (const name of ['1.dcm', '2.dcm', '3.dcm']) {
      await mkdir(join(store.incoming, 'series'), { recursive: true });
      await writeFile(join(store.incoming, 'series', name), name === '2.dcm' ? LARGE : name);
    }
    standIn.trouble = (method, key) => (method === 'PUT' && key.endsWith('2.dcm') ? 400 : undefined);
    await expect(store.adopt('b/series', join(store.incoming, 'series'))).rejects.toThrow();
    expect([standIn.objects.size, standIn.unfinished]).toEqual([0, 0]);
    // What was to come in is still there, to be tried again.
    expect((await stat(join(store.incoming, 'series', '1.dcm'))).size).toBe(5);
    standIn.trouble = () => undefined;
    await store.adopt('b/series', join(store.incoming, 'series'));
    expect((await store.files('b/series')).names).toEqual(['1.dcm', '2.dcm', '3.dcm']);
  });
});
