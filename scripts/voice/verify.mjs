import { createRequire } from 'node:module';
import { inRoot } from '../steps/root.mjs';
import { run } from '../steps/run.mjs';

const requireFromServer = createRequire(inRoot('server/package.json'));

/** What the dynamic linker misses, as a sentence; empty where it misses nothing (or cannot say). */
async function missingLibraries(bin) {
  const { code, output } = await run('ldd', [bin]);
  const missing = code === 0 ? [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name) : [];
  return missing.length > 0 ? ` It needs ${missing.join(', ')}, not found on this machine.` : '';
}

/**
 * Starts the worker as the server will, and makes a router on it.
 * @param {string} bin absolute path
 * @returns {Promise<string | undefined>} why it does not work, or `undefined` when it does
 */
export async function whyUnusable(bin) {
  const { createWorker } = requireFromServer('mediasoup');
  try {
    const worker = await createWorker({ workerBin: bin, logLevel: 'none' });
    await worker.createRouter({ mediaCodecs: [{ kind: 'audio', mimeType: 'audio/opus', clockRate: 48_000, channels: 2 }] });
    worker.close();
    return undefined;
  } catch (error) {
    return `The voice worker ${bin} does not start: ${error.message || error.name}.${await missingLibraries(bin)}`;
  }
}
