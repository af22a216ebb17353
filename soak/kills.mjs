/**
 * Kills the built server with SIGKILL at a random moment while three people draw, starts it again on the same data, and
 * looks whether everything that was acknowledged, and everything that somebody saw, is there. Again and again.
 *
 * npm run soak -- kills [--times 1000]
 */
import { parseArgs } from 'node:util';
import { killWhileDrawing, missing } from './kills/round.mjs';
import { Place } from '../bench/documents/place.mjs';

const { values: flags } = parseArgs({ options: { times: { type: 'string', default: '1000' } } });
const times = Number(flags.times);

const place = await Place.make(3);
const total = { times, sent: 0, acknowledged: 0, seen: 0, lostAcknowledged: 0, lostSeen: 0 };
let server;
try {
  server = await place.serve();
  for (let kill = 1; kill <= times; kill++) {
    const promised = await killWhileDrawing(server, place.people);
    server = await place.serve();
    const lost = await missing(server.url, place.people[0], promised);
    total.sent += promised.sent;
    total.acknowledged += promised.acknowledged.length;
    total.seen += promised.seen.length;
    total.lostAcknowledged += lost.edits;
    total.lostSeen += lost.sights;
    console.log(`kill ${String(kill).padStart(4)}: ${promised.sent} sent, ${promised.acknowledged.length} acknowledged, ${promised.seen.length} seen; lost ${lost.edits} and ${lost.sights}`);
  }
} finally {
  await server?.subject.stop();
  await place.remove();
}
console.log(`\n${JSON.stringify(total)}`);
if (total.lostAcknowledged + total.lostSeen > 0) process.exitCode = 1;
