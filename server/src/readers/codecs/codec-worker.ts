/** The thread in which foreign codecs run: what hangs or dies here costs one tile. */
import { parentPort } from 'node:worker_threads';
import type { CodecAnswer, CodecJob } from './codec-messages.js';
import { decodeJob } from './decode-in-worker.js';

const answer = (answered: CodecAnswer): void => parentPort?.postMessage(answered, answered.decoded ? [answered.decoded.pixels.buffer] : []);

parentPort?.on('message', (job: CodecJob) => {
  // Why it failed may quote the file, so it stays here.
  decodeJob(job).then((decoded) => answer({ decoded }), () => answer({}));
});
