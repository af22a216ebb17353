/**
 * Kills the built server with SIGKILL while three people draw, by turns at a random moment and at one within a compaction,
 * starts it again on the same data, and looks whether everything that was acknowledged, and everything that somebody saw,
 * is there, and nothing of a snapshot that never came to be. Again and again.
 *
 * npm run soak -- kills [--times 1000]
 */
import { parseArgs } from 'node:util';
import { Place } from '../bench/documents/place.mjs';
import { fill } from '../bench/join/crowd.mjs';
import { COMPACTION_WATCH } from './kills/compaction-watch.mjs';
import { strayParts } from './kills/compactions.mjs';
import { killWhileDrawing, missing } from './kills/round.mjs';

/** So that a compaction takes a while. */
const ANNOTATIONS = 2_000;
/** Every second kill is aimed at a compaction, of those every second at its writing. */
const AIMS = [undefined, 'reads', undefined, 'writes'];

const { values: flags } = parseArgs({ options: { times: { type: 'string', default: '1000' } } });
const times = Number(flags.times);

const place = await Place.make(3);
place.environment.NODE_OPTIONS = `--import ${COMPACTION_WATCH}`;
/** `inCompaction`: kills that fell into one, by how far it was. */
const total = { times, sent: 0, acknowledged: 0, seen: 0, lostAcknowledged: 0, lostSeen: 0, strayParts: 0, inCompaction: { reads: 0, writes: 0, wrote: 0 } };
let server;
try {
  server = await place.serve();
  await fill(server.url, place.people[0], ANNOTATIONS);
  for (let kill = 1; kill <= times; kill++) {
    const promised = await killWhileDrawing(server, place.people, AIMS[kill % AIMS.length]);
    const stray = strayParts(place.dataDir);
    server = await place.serve();
    const lost = await missing(server.url, place.people[0], promised);
    total.sent += promised.sent;
    total.acknowledged += promised.acknowledged.length;
    total.seen += promised.seen.length;
    total.lostAcknowledged += lost.edits;
    total.lostSeen += lost.sights;
    total.strayParts += stray;
    if (promised.compaction) total.inCompaction[promised.compaction] += 1;
    console.log(`kill ${String(kill).padStart(4)}: ${promised.sent} sent, ${promised.acknowledged.length} acknowledged, ${promised.seen.length} seen; lost ${lost.edits} and ${lost.sights}${promised.compaction ? `; in a compaction that ${promised.compaction}` : ''}`);
  }
} finally {
  await server?.subject.stop();
  await place.remove();
}
console.log(`\n${JSON.stringify(total)}`);
if (total.lostAcknowledged + total.lostSeen + total.strayParts > 0) process.exitCode = 1;
