import { randomUUID } from 'node:crypto';
import { Database } from '../platform/index.js';
import { Slide } from '../slides/index.js';
import { startTestServer, TEST_IMAGE, type TestServer } from '../testing/index.js';

const SLIDES = 10_000;
const AT_ONCE = 500;
const ROUNDS = 3;

const record = (): Slide => ({
  id: randomUUID(), name: 'A1', file: 'none', bytes: 0, digest: '0'.repeat(64), state: 'ready', image: TEST_IMAGE, origin: {}, associated: [], quality: null,
  isDeidentified: false, checkedAt: 0, createdAt: 0, deletedAt: null, deletedBy: null,
});

describe('a catalogue of 10,000 slides', () => {
  let server: TestServer;
  beforeAll(async () => void (server = await startTestServer()));
  afterAll(() => server.close());

  /** The shortest of some: what the machine does beside it only ever makes one longer. */
  async function startMs(): Promise<number> {
    const took: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const beganMs = performance.now();
      server = await server.restart();
      took.push(performance.now() - beganMs);
    }
    return Math.min(...took);
  }

  it('does not slow the start', async () => {
    const emptyMs = await startMs();
    for (let from = 0; from < SLIDES; from += AT_ONCE) {
      await server.app.get(Database).write((manager) => manager.insert(Slide, Array.from({ length: AT_ONCE }, record)));
    }
    const fullMs = await startMs();
    // Reading them all would take several times as long as the start itself.
    expect(fullMs).toBeLessThan(2 * emptyMs);
  });
});
