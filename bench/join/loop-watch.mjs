/**
 * Loaded into a measured server (`node --import`), whichever it is: tells on SIGWINCH (which nobody else heeds), as a line `loop <ms>`, the longest time
 * its event loop was held up since it was asked last.
 */
import { fileURLToPath } from 'node:url';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

export const LOOP_WATCH = import.meta.url;

const RESOLUTION_MS = 5;

/** Only in the process that was named: this module is also imported for its address. */
if (isMainThread && process.execArgv.concat(process.env.NODE_OPTIONS ?? '').join(' ').includes(LOOP_WATCH) && process.argv[1] !== fileURLToPath(LOOP_WATCH)) {
  const watch = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  watch.enable();
  process.on('SIGWINCH', () => {
    // What is being held up right now counts from the next beat on.
    setTimeout(() => {
      process.stdout.write(`loop ${Math.max(0, Math.round(watch.max / 1e6) - RESOLUTION_MS)}\n`);
      watch.reset();
    }, 2 * RESOLUTION_MS);
  });
}

/** Asks a watched process. @param {import('../measuring/subject.mjs').Subject} subject */
export function longestBlockMs(subject) {
  return new Promise((done) => {
    const hear = (line) => {
      const [, ms] = /^loop (\d+)$/.exec(line) ?? [];
      if (ms === undefined) return;
      subject.lines.off('line', hear);
      done(Number(ms));
    };
    subject.lines.on('line', hear);
    subject.process.kill('SIGWINCH');
  });
}
