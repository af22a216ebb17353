/**
 * Loaded into a server (`node --import`) whose memory is looked at: tells on SIGWINCH (which nobody else heeds), as a line `retained <bytes>`, what it
 * cannot do without: heap and buffers after a collection of garbage.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGWINCH', () => {
  collect();
  // What finalizers let go of, the second one collects.
  setImmediate(() => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    process.stdout.write(`retained ${heapUsed + external}\n`);
  });
});
