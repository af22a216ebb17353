import WebSocket from 'ws';
import { Drawer } from '../documents/drawer.mjs';
import { rest } from '../measuring/pace.mjs';

const VERTICES = 20_000;
/** 200 kB each: more than the buffers of two kernels and the server's 8 MiB hold. */
const CHANGES = 140;
const BATCH = 10;

/** What a server that wears server/src/testing/memory-watch.mjs holds now, in MB. */
export function retainedMb(subject) {
  return new Promise((done) => {
    const hear = (line) => {
      const [, bytes] = /^retained (\d+)$/.exec(line) ?? [];
      if (bytes === undefined) return;
      subject.lines.off('line', hear);
      done(Number(bytes) / 1e6);
    };
    subject.lines.on('line', hear);
    subject.process.kill('SIGWINCH');
  });
}

const outline = (turn) => Array.from({ length: 2 * VERTICES }, (_, i) => ((i * 7 + turn) % 16_000) / 4);

/** Somebody changes a large outline while five others listen, or do not read. Returns the most that the server held, in MB. */
async function mostHeld({ subject, url, people: [writer, ...readers], stalled }) {
  const listening = await Promise.all(readers.map(async (person) => {
    const reader = new Drawer(person);
    await reader.join(url);
    if (stalled) reader.pause();
    return reader;
  }));
  const author = new Drawer(writer, { onRefused: (code) => { throw new Error(`refused: ${code}`); } });
  await author.join(url);
  author.drawMany([{ id: author.id, kind: 'freehand', geometry: outline(0) }]);
  let most = 0;
  for (let turn = 1; turn <= CHANGES; turn++) {
    author.reshape(outline(turn));
    if (turn % BATCH > 0) continue;
    while (author.saved < author.sent) await rest(10);
    most = Math.max(most, await retainedMb(subject));
  }
  for (const drawer of [author, ...listening]) drawer.close();
  return most;
}

/** What each of those who do not read costs, beside as many who do. */
export async function stalledReaderMb(run) {
  const withReaders = await mostHeld({ ...run, stalled: false });
  const withStalled = await mostHeld({ ...run, stalled: true });
  return Math.max(0, (withStalled - withReaders) / (run.people.length - 1));
}

/** What a frame of 64 MiB costs while it comes in, and how it is answered. */
export async function hugeFrame({ subject, url, people: [{ cookie }] }) {
  const frame = Buffer.alloc(64 * 1024 * 1024, 1);
  const before = await retainedMb(subject);
  const socket = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false });
  socket.on('error', () => undefined);
  const closed = new Promise((done) => socket.on('close', done));
  await new Promise((done) => socket.on('open', done));
  socket.send(frame);
  const held = await retainedMb(subject);
  return { frameMb: Math.max(0, held - before), closeCode: await closed };
}
