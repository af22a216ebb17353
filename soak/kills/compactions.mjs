/** What the server says of its compactions (compaction-watch.mjs), and what one that was killed left in its database. */
import { once } from 'node:events';
import { join } from 'node:path';
import Libsql from 'libsql';

const PATIENCE_MS = 5_000;

/** How long it took the last time from a stage to the end, of whichever server. */
const restMs = { reads: 30, writes: 5 };

export class Compactions {
  /** `reads`, `writes`, `wrote` (its rows are still there): where one is; `undefined` between two. */
  stage;
  #since = {};
  #reached = {};
  #lines;

  /** @param {import('../../bench/measuring/subject.mjs').Subject} subject */
  constructor({ lines }) {
    this.#lines = lines;
    lines.on('line', (line) => {
      const [, stage] = /^compaction (.+)$/.exec(line) ?? [];
      if (stage === undefined) return;
      this.stage = stage === 'is over' ? undefined : stage;
      this.#since[stage] = performance.now();
      if (stage === 'is over') for (const name of Object.keys(restMs)) restMs[name] = performance.now() - this.#since[name];
      this.#reached[stage]?.();
    });
  }

  /**
   * A moment between a stage of the next one and its end: any, if it takes as long as the last time. Goes on without if none comes.
   *
   * @param {'reads' | 'writes'} stage
   */
  async within(stage) {
    await Promise.race([new Promise((done) => (this.#reached[stage] = done)), new Promise((done) => setTimeout(done, PATIENCE_MS).unref())]);
    await new Promise((done) => setTimeout(done, Math.random() * restMs[stage]));
  }

  /** Where the dead server was, once all that it said has been heard. Ask for it before it is killed. */
  async atDeath() {
    await once(this.#lines, 'close');
    return this.stage;
  }
}

/** Parts in the database that no snapshot names. */
export function strayParts(dataDir) {
  const database = new Libsql(join(dataDir, 'parfocal.sqlite'), { timeout: 5_000 });
  try {
    return database.prepare('SELECT COUNT(*) AS n FROM document_snapshot_part AS part WHERE NOT EXISTS (SELECT 1 FROM document_snapshot AS head WHERE head.document = part.document AND head.generation = part.generation AND part.n <= head.parts)').get().n;
  } finally {
    database.close();
  }
}
