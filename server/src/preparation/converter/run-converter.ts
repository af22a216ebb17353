import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { SlideFileError } from '../../readers/index.js';
import { diskFull, type FreeBytes } from '../room.js';
import type { ConverterCommand } from './converter-command.js';

/** How often the room on the disk is looked at while the converter writes. */
const WATCH_MS = 500;
/** Where programs are looked for, if the command names no path. */
const SEARCH_PATH = '/usr/local/bin:/usr/bin:/bin';

export interface ConverterRun {
  readonly command: ConverterCommand;
  readonly input: string;
  readonly output: string;
  /** The program's current, home and temporary folder. */
  readonly workFolder: string;
  readonly signal: AbortSignal;
  readonly freeBytes: FreeBytes;
}

/**
 * Runs the converter to its end. It knows nothing of our environment, and what it prints goes nowhere: it may name the patient.
 *
 * @throws SlideFileError `slide.conversion-failed`; an error with `code` ENOSPC where the disk fills up; the signal's reason
 */
export async function runConverter(run: ConverterRun): Promise<void> {
  const { command, workFolder, signal } = run;
  signal.throwIfAborted();
  const [program = '', ...words] = command.words.map((word) => word.replaceAll('{input}', () => run.input).replaceAll('{output}', () => run.output));
  const child = spawn(program, words, {
    cwd: workFolder,
    env: { PATH: SEARCH_PATH, HOME: workFolder, TMPDIR: workFolder, LANG: 'C.UTF-8' },
    shell: false,
    stdio: 'ignore',
    detached: true, // a group of its own, so that what it starts ends with it
    windowsHide: true,
  });
  const stops: Error[] = [];
  const stop = (why: Error): void => {
    stops.push(why);
    killGroup(child);
  };
  const onAbort = (): void => stop(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
  const deadline = setTimeout(() => stop(new SlideFileError('slide.conversion-failed', `the converter took longer than ${command.deadlineMs} ms`)), command.deadlineMs);
  const watch = setInterval(() => void watchRoom(run, stop), WATCH_MS);
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const [exitCode, exitSignal] = (await once(child, 'close').catch(cannotStart)) as [number | null, string | null];
    if (stops[0]) throw stops[0];
    if (exitCode !== 0) throw new SlideFileError('slide.conversion-failed', `the converter ended with ${exitCode ?? exitSignal}`);
  } finally {
    clearTimeout(deadline);
    clearInterval(watch);
    signal.removeEventListener('abort', onAbort);
    // What it left running in its group has no business any more.
    killGroup(child);
  }
}

async function watchRoom({ workFolder, freeBytes }: ConverterRun, stop: (why: Error) => void): Promise<void> {
  try {
    const free = await freeBytes(workFolder);
    if (free <= 0) stop(diskFull(1, free));
  } catch (error) {
    stop(error as Error);
  }
}

function cannotStart(error: unknown): never {
  const code = String((error as NodeJS.ErrnoException).code);
  throw new SlideFileError('slide.conversion-failed', `the converter cannot be started (${code})`);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
