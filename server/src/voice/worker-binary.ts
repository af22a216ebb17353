import { constants } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { workerBin } from 'mediasoup';
import { z } from 'zod';

/** What is known of the worker's program: how far whoever prepares it is, or why there will be none. */
export const WorkerBinary = z.discriminatedUnion('state', [
  z.object({ state: z.literal('preparing') }),
  z.object({ state: z.literal('ready'), bin: z.string().min(1) }),
  z.object({ state: z.literal('unavailable'), reason: z.string() }),
]);
export type WorkerBinary = z.infer<typeof WorkerBinary>;

interface Places {
  /** A program named by whoever runs the server. */
  readonly named?: string | undefined;
  /** The file in which the start script says how far it is; replaced as a whole, so never half-written. */
  readonly stateFile?: string | undefined;
}

/** Looks once. The named program wins, then the state file, then the one mediasoup's package brought. */
export async function findWorkerBinary({ named, stateFile }: Places): Promise<WorkerBinary> {
  if (named) return found(named);
  if (stateFile) return readState(stateFile);
  return found(workerBin);
}

async function found(bin: string): Promise<WorkerBinary> {
  const executable = await access(bin, constants.X_OK).then(() => true, () => false);
  return executable ? { state: 'ready', bin } : { state: 'unavailable', reason: `there is no voice worker at ${bin}` };
}

/** A file that is not there yet, or cannot be understood, is taken for one still to come. */
async function readState(file: string): Promise<WorkerBinary> {
  const text = await readFile(file, 'utf8').catch(() => '');
  try {
    return WorkerBinary.parse(JSON.parse(text));
  } catch {
    return { state: 'preparing' };
  }
}
