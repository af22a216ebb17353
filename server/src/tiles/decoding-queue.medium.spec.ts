import { setMaxListeners } from 'node:events';
import { availableParallelism } from 'node:os';
import { tileUrl } from '@parfocal/shared/api';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { slideWithReader } from '../testing/given-reader.js';
import { DecodedTiles } from './decoded-tiles.js';
import { Abandoned } from './fair-queue.js';

const NEVER = new AbortController().signal;

describe('the queue of tiles to decode, over HTTP', () => {
  let server: TestServer;
  let ana: TestPerson;
  let release: () => void;
  let blocked: Promise<unknown>;
  let decoded: DecodedTiles;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
  });
  beforeEach(() => {
    decoded = server.app.get(DecodedTiles);
    const held = new Promise<undefined>((done) => (release = () => done(undefined)));
    blocked = Promise.all(Array.from({ length: availableParallelism() }, (_, i) => decoded.get({ key: `held ${i}`, owner: 'held', urgency: 'seen', signal: NEVER, make: () => held })));
  });
  afterEach(async () => {
    release();
    await blocked;
    jest.restoreAllMocks();
  });
  afterAll(() => server.close());

  /** A slide that must be decoded, and what of it was read, in order. */
  async function slide(): Promise<{ slideId: string; read: number[] }> {
    const read: number[] = [];
    const tile = ({ column }: { column: number }) => {
      read.push(column);
      return Promise.resolve({ kind: 'pixels', pixels: Buffer.alloc(32 * 32 * 3, column), bands: 3, bitsPerSample: 8, extraBand: 'ignored', widthPx: 32, heightPx: 32 } as const);
    };
    const level = { widthPx: 320, heightPx: 32, tileWidthPx: 32, tileHeightPx: 32, columns: 10, rows: 1, downsample: 1 };
    const { slideId } = await slideWithReader(server, ana, { image: { widthPx: 320, levels: [level] }, reader: { tile } });
    return { slideId, read };
  }
  const get = (slideId: string, column: number, init: RequestInit = {}): Promise<Response> => server.fetch(tileUrl(slideId, { level: 0, column, row: 0 }), ana, init);

  it('lets go of what a browser does not wait for any more, and never decodes it', async () => {
    const { slideId, read } = await slide();
    // The first tile shows that the level has to be decoded; from then on what waits is not even read.
    const first = get(slideId, 0);
    await until(() => decoded.waiting === 1);
    const leaving = new AbortController();
    const left = get(slideId, 1, { signal: leaving.signal }).catch((error: Error) => error.name);
    await until(() => decoded.waiting === 2);
    leaving.abort();
    await expect(left).resolves.toBe('AbortError');
    await until(() => decoded.waiting === 1);
    release();
    expect((await first).status).toBe(200);
    expect((await get(slideId, 2)).status).toBe(200);
    expect(read).not.toContain(1);
  });

  it('decodes what is looked at before what is fetched ahead', async () => {
    const { slideId, read } = await slide();
    const first = get(slideId, 0);
    await until(() => decoded.waiting === 1);
    const ahead = get(slideId, 1, { headers: { priority: 'u=6' } });
    await until(() => decoded.waiting === 2);
    const seen = get(slideId, 2, { headers: { priority: 'u=1' } });
    await until(() => decoded.waiting === 3);
    release();
    await Promise.all([first, ahead, seen]);
    expect(read.indexOf(2)).toBeLessThan(read.indexOf(1));
  });

  it('answers 503 and when to come back where too much waits', async () => {
    const { slideId } = await slide();
    const leaving = new AbortController();
    setMaxListeners(0, leaving.signal);
    const crowd = Array.from({ length: 1_024 }, (_, i) => decoded.get({ key: `crowd ${i}`, owner: `${i % 8}`, urgency: 'seen', signal: leaving.signal, make: () => Promise.resolve(undefined) }).catch((error: unknown) => error));
    const refused = await get(slideId, 0);
    expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('cache-control')]).toEqual([503, '1', 'no-store']);
    expect(await refused.json()).toMatchObject({ code: 'unavailable' });
    leaving.abort();
    expect((await Promise.all(crowd)).every((error) => error instanceof Abandoned)).toBe(true);
  });
});
