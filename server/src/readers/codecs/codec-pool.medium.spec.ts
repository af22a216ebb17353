import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../../testing/until.js';
import type { CodecJob } from './codec-messages.js';
import { CodecPool } from './codec-pool.js';
import { CodecThread } from './codec-thread.js';

/** A codec that does what the first byte says. */
const MISBEHAVING = `
  import { parentPort } from 'node:worker_threads';
  const doing = {
    0: () => parentPort.postMessage({ decoded: { pixels: new Uint8Array([7]), bands: 1, bitsPerSample: 8 } }),
    1: () => { for (;;) {} },
    2: () => process.exit(3),
    3: () => { throw new Error('codec broke'); },
    4: () => { const all = []; for (;;) all.push(new Array(1e5).fill(0)); },
    5: () => parentPort.postMessage({}),
  };
  parentPort.on('message', ({ bytes }) => doing[bytes[0]]());
`;
const [SOUND, HANGS, EXITS, THROWS, GROWS, REFUSES] = [0, 1, 2, 3, 4, 5];

const job = (behaviour: number): CodecJob => ({
  codec: 'jpeg2000', bytes: Uint8Array.of(behaviour), colour: 'grey', keepsSamples: false, shape: { widthPx: 1, heightPx: 1, bands: 1, precision: 8, isSubsampled: false },
});

describe('CodecPool', () => {
  let folder: string;
  let threads: CodecThread[];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parfocal-codecs-'));
    await writeFile(join(folder, 'codec.mjs'), MISBEHAVING);
  });
  beforeEach(() => void (threads = []));
  afterEach(() => threads.forEach((thread) => thread.end()));
  afterAll(() => rm(folder, { recursive: true }));

  const start = (deadlineMs: number) => (): CodecThread => {
    threads.push(new CodecThread(deadlineMs, { path: join(folder, 'codec.mjs'), execArgv: [] }));
    return threads.at(-1)!;
  };

  it.each([['hangs', HANGS, 300], ['exits', EXITS, 20_000], ['throws', THROWS, 20_000], ['takes all memory', GROWS, 20_000]] as const)('loses one tile to a codec that %s, and decodes the next', async (_, behaviour, deadlineMs) => {
    const pool = new CodecPool({ threads: 1, start: start(deadlineMs) });
    const [lost, next] = await Promise.all([pool.run(job(behaviour)), pool.run(job(SOUND))]);
    expect(lost).toBeUndefined();
    expect(next?.pixels).toEqual(Uint8Array.of(7));
    expect(threads.map(({ isAlive }) => isAlive)).toEqual([false, true]);
  });

  it('keeps its thread after a tile that does not decode', async () => {
    const pool = new CodecPool({ threads: 1, start: start(20_000) });
    await expect(pool.run(job(REFUSES))).resolves.toBeUndefined();
    await expect(pool.run(job(SOUND))).resolves.toBeDefined();
    expect(threads).toHaveLength(1);
  });

  it('starts nothing before it is asked, and no more threads than it may', async () => {
    const pool = new CodecPool({ threads: 2, start: start(20_000) });
    expect(threads).toHaveLength(0);
    const decoded = await Promise.all(Array.from({ length: 20 }, () => pool.run(job(SOUND))));
    expect(decoded.every(Boolean)).toBe(true);
    expect(threads).toHaveLength(2);
  });

  it('ends threads that nobody needs, and starts them again', async () => {
    const pool = new CodecPool({ threads: 1, idleMs: 20, start: start(20_000) });
    await pool.run(job(SOUND));
    await until(() => !threads[0]!.isAlive);
    await expect(pool.run(job(SOUND))).resolves.toBeDefined();
    expect(threads).toHaveLength(2);
  });
});
