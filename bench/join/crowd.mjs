import { randomUUID } from 'node:crypto';
import * as Y from 'yjs';
import { annotationsOf } from '../../shared/dist/annotation/index.js';
import { Drawer } from '../documents/drawer.mjs';
import { percentile } from '../documents/ledger.mjs';
import { rest, round } from '../measuring/pace.mjs';
import { longestBlockMs } from './loop-watch.mjs';

const VERTICES = 20;
/** Small enough for one message. */
const PIECE = 500;

function nucleus(index) {
  const [cx, cy] = [500 + (index % 100) * 900, 500 + Math.floor(index / 100) * 900];
  return Array.from({ length: VERTICES }, (_, i) => {
    const turn = (2 * Math.PI * i) / VERTICES;
    return [Math.round(4 * (cx + 40 * Math.cos(turn))) / 4, Math.round(4 * (cy + 30 * Math.sin(turn))) / 4];
  }).flat();
}

/** Draws so many polygons, and leaves when all of them are on disk (where that is told). */
export async function fill(url, person, annotations, { acknowledges = true } = {}) {
  const drawer = new Drawer(person, { onRefused: (code) => { throw new Error(`refused: ${code}`); } });
  await drawer.join(url);
  for (let from = 0; from < annotations; from += PIECE) {
    drawer.drawMany(Array.from({ length: Math.min(PIECE, annotations - from) }, (_, i) => ({ id: randomUUID(), kind: 'polygon', geometry: nucleus(from + i) })));
    await rest(30);
  }
  if (!acknowledges) return drawer;
  while (drawer.saved < drawer.sent) await rest(20);
  drawer.close();
  return drawer;
}

/** Everyone opens a socket in the same moment; whoever has the whole document leaves it open until the last has it. */
export async function crowdJoins({ subject, url, people, annotations }) {
  await rest(1_000);
  await longestBlockMs(subject);
  const cpuBefore = subject.cpuSeconds();
  const beganMs = performance.now();
  const states = [];
  const joined = people.map(async (person) => {
    const parts = [];
    const drawer = new Drawer(person, { onState: (update) => parts.push(update), onUpdate: (update) => parts.push(update) });
    await drawer.join(url);
    states.push(parts);
    return { drawer, atMs: performance.now() - beganMs };
  });
  const all = await Promise.all(joined);
  const cpuSeconds = round(subject.cpuSeconds() - cpuBefore, 2);
  const loopBlockedMs = await longestBlockMs(subject);
  const times = all.map(({ atMs }) => atMs).sort((a, b) => a - b);
  for (const { drawer } of all) drawer.close();
  for (const parts of [states[0], states.at(-1)]) requireWhole(parts, annotations);
  return {
    firstSyncedMs: Math.round(times[0]),
    medianSyncedMs: Math.round(percentile(times, 0.5)),
    lastSyncedMs: Math.round(times.at(-1)),
    loopBlockedMs,
    cpuSeconds,
    peakRssMb: Math.round(subject.peakRssMb()),
    megabytes: round(states[0].reduce((sum, { length }) => sum + length, 0) / 1e6, 2),
  };
}

/** A figure for a document that did not come whole would be none. */
function requireWhole(parts, annotations) {
  const document = new Y.Doc();
  for (const part of parts) Y.applyUpdate(document, part);
  const { size } = annotationsOf(document);
  if (size !== annotations) throw new Error(`${size} of ${annotations} annotations came`);
}
