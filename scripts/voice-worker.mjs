/**
 * Prepares mediasoup's worker and prints its path; `--state <file>` also keeps a JSON file that says how far it is:
 * {"state":"preparing"}, {"state":"ready","bin":"…"} or {"state":"unavailable","reason":"…"}.
 */
import { parseArgs } from 'node:util';
import { endOnSignals } from './steps/interrupt.mjs';
import { prepareWorker } from './voice/prepare.mjs';
import { writeState } from './voice/state.mjs';

const { values: { state: stateFile } } = parseArgs({ options: { state: { type: 'string' } } });
const tell = async (state) => {
  if (stateFile) await writeState(stateFile, state);
};

endOnSignals();
await tell({ state: 'preparing' });
const prepared = await prepareWorker().catch((error) => ({ reason: `The voice worker could not be prepared: ${error.message}.` }));
if ('bin' in prepared) {
  await tell({ state: 'ready', bin: prepared.bin });
  process.stdout.write(`${prepared.bin}\n`);
} else {
  await tell({ state: 'unavailable', reason: prepared.reason });
  process.stderr.write(`${prepared.reason}\n`);
  process.exitCode = 1;
}
