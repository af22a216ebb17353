/**
 * Sixty people in one voice room, through the built server and its mediasoup worker: real logins and commands, real ICE, DTLS and SRTP, real Opus
 * packets. Every microphone is open; the presenter and six others speak at once, the others are silent. Two real browser windows join them, and a
 * tone is followed from the microphone of the one to the ears of the other.
 *
 * Beside it, in the same run, the same server without its choice of the loudest: everyone is sent to everyone. So the difference is what the choice
 * is worth, and nothing else.
 *
 * npm run bench -- voice [--people 60] [--seconds 10] [--listen 45] [--reference yes]
 */
import { parseArgs } from 'node:util';
import { findChromium } from '../scripts/steps/machine.mjs';
import { tellMissed } from './measuring/budget.mjs';
import { rest } from './measuring/pace.mjs';
import { table } from './measuring/table.mjs';
import { EVERYONE_OPTION } from './reference/everyone-option.mjs';
import { installed } from './reference/installed.mjs';
import { VoiceRoom } from './voice/room.mjs';
import { changes, hum, measure, TALKERS } from './voice/run.mjs';
import { speech } from './voice/speech.mjs';
import { Windows } from './voice/windows.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values: flags } = parseArgs({ options: { people: text('60'), seconds: text('10'), listen: text('45'), reference: text('yes') } });
const [people, seconds, listen] = [flags.people, flags.seconds, flags.listen].map(Number);
/** From mouth to ear, design of the house; nothing is lost on a line that loses nothing; one worker is one core. */
const BUDGET = { mouthToEarP95Ms: { atMost: 150 }, lostShare: { atMost: 0.001 }, workerCoreShare: { atMost: 1 } };
const tell = (words) => console.error(words);
const { head, row } = table({ '': 34, 'packets/s': 11, lost: 10, 'worker of a core': 18, server: 9, load: 8, 'p50 ms': 9, 'p95 ms': 9, 'p99 ms': 9 });
const share = (value) => `${(100 * value).toFixed(1)} %`;

const room = await VoiceRoom.make(people + 2, tell);
const windows = await Windows.open(await findChromium(), room.folder);
const place = { sessionId: room.sessionId, cookies: room.cookies.slice(0, people), werift: await installed('werift', '0.25.2', [], tell) };
try {
  console.log(`${people} people with open microphones, of whom the presenter and six speak at once for ${seconds} s. The load has a process of its own.`);
  console.log('Packets and lost: what came, of what those who are sent on said, at each of the others; nothing is asked for again. Ms: from a packet being sent until it came.\n');
  console.log(head);
  const { joined, ...ours } = await throughServer();
  const reference = flags.reference === 'yes' ? await throughReference() : undefined;
  console.log(`\nAll ${people} could hear each other ${ours.joinedMs} ms after they began to join (${ours.consumers} consumers).`);
  console.log(`A new voice is heard ${ours.newVoiceMs} ms after its first packet (worst listener of all ${ours.newVoiceWorstMs}), in place of one of six who go on ${ours.newVoiceAmongSixMs} ms (${ours.newVoiceAmongSixWorstMs}).`);
  console.log(`Mouth to ear, in real windows, ${joined.tonesHeard} of ${joined.tones} tones: median ${ours.mouthToEarMs} ms, p95 ${ours.mouthToEarP95Ms}, p99 ${ours.mouthToEarP99Ms}; of that the jitter buffer ${joined.jitterBufferMs} ms on average. The machine was ${share(joined.machineBusyShare)} busy.`);
  console.log('It reaches from the track of the microphone to the sound that is played: devices and their drivers come on top, some 10 to 40 ms at either end.');
  tellMissed(BUDGET, ours);
  console.log(`\n${JSON.stringify({ people, ...ours, reference })}`);
} finally {
  await windows.close();
  await room.remove();
}

async function throughServer() {
  const open = await room.open();
  let load;
  try {
    const said = await speech(await windows.page(open.url));
    const result = await measure(open, { ...place, speech: said }, seconds);
    ({ load } = result);
    place.speech = said;
    show('Parfocal', result.speech);
    const humming = await hum(open, load, seconds);
    show('Parfocal, rooms that hum', humming);
    const changed = await changes(load, people);
    await load.ask('show', await room.slideId(open.url));
    await load.ask('talk', TALKERS.slice(0, -1));
    await rest(2_500);
    await windows.join(open.url, room.sessionId, room.cookies.slice(people));
    const joined = await windows.listen(listen);
    const { p50, p95, p99 } = joined.mouthToEarMs;
    return {
      joined, lostShare: result.speech.lostShare, workerCoreShare: result.speech.workerCoreShare, mouthToEarMs: p50, mouthToEarP95Ms: p95, mouthToEarP99Ms: p99,
      joinedMs: result.joinedMs, consumers: result.consumers, ...changed, speech: result.speech, humming, browser: joined,
    };
  } finally {
    load?.stop();
    await open.stop();
  }
}

/** More than it can carry is what a reference may be given: what it says then is that it could not. */
async function throughReference() {
  const open = await room.open({ NODE_OPTIONS: EVERYONE_OPTION });
  let load;
  try {
    const result = await measure(open, place, seconds);
    ({ load } = result);
    show('everyone to everyone', result.speech);
    const humming = await hum(open, load, seconds).catch((error) => ({ gaveUp: error.message }));
    show('everyone to everyone, rooms that hum', humming);
    return { lostShare: result.speech.lostShare, workerCoreShare: result.speech.workerCoreShare, joinedMs: result.joinedMs, speech: result.speech, humming };
  } finally {
    load?.stop();
    await open.stop();
  }
}

function show(name, { gaveUp, heard, lostShare, workerCoreShare, serverCoreShare, loadCoreShare, droppedByLoad, droppedByWorker, spoilt, transitP50Ms, transitP95Ms, transitP99Ms }) {
  if (gaveUp) return console.log(`${name}: gave up, ${gaveUp}`);
  console.log(row(name, Math.round(heard / seconds), `${(100 * lostShare).toFixed(3)} %`, share(workerCoreShare), share(serverCoreShare), share(loadCoreShare), transitP50Ms, transitP95Ms, transitP99Ms));
  if (droppedByLoad > 0) console.log(`  ${droppedByLoad} of the lost packets were there, but the load had no time for them.`);
  if (droppedByWorker > 0) console.log(`  ${droppedByWorker} packets came to the worker's port and found its buffer full.`);
  if (spoilt > 0) throw new Error(`${spoilt} packets were not what was said`);
  return undefined;
}
