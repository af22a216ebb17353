import 'reflect-metadata';
import { rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Config } from '../platform/index.js';
import { writeSyntheticSlide } from '../synthetic/index.js';
import { DomainError } from '../wire/index.js';
import { parseSlideCommand, type SlideCommand, USAGE } from './slide-arguments.js';
import { importSlides, listSlides, openRooms } from './slide-import.js';
import { UsageError } from './usage-error.js';

const FAILED = 1;
const MISUSED = 2;

/** `npm run slide`: see `USAGE`. Results go to the standard output, everything else to the standard error. */
async function main(typed: string[]): Promise<void> {
  const command = parseSlideCommand(typed);
  if (command.kind === 'help') return say(USAGE);
  const config = Config.parse();
  if (command.kind === 'synthesize') return synthesize(command, fromCaller(config, command.file));
  const rooms = await openRooms(config);
  try {
    if (command.kind === 'list') say(await listSlides(rooms));
    else await importAll(rooms, { ...command, path: fromCaller(config, command.file) });
  } finally {
    await rooms.close();
  }
}

async function importAll(...[rooms, wanted]: Parameters<typeof importSlides>): Promise<void> {
  for await (const { text, isRefusal } of importSlides(rooms, wanted)) {
    if (!isRefusal) say(text);
    else {
      process.stderr.write(`${text}\n`);
      process.exitCode = FAILED;
    }
  }
}

/** npm runs a script in the root of the repository, wherever the person stands who called it. */
const fromCaller = ({ values }: Config, file: string): string => resolve(values.INIT_CWD ?? '.', file);

async function synthesize({ slide, file }: Extract<SlideCommand, { kind: 'synthesize' }>, path: string): Promise<void> {
  if (await stat(path).catch(() => undefined)) throw new Error(`${file} is there already; it is not written over.`);
  let shown = -1;
  const onProgress = (share: number): void => {
    const percent = Math.floor(share * 100);
    if (process.stderr.isTTY && percent !== shown) process.stderr.write(`\r${(shown = percent)} % `);
  };
  try {
    await writeSyntheticSlide({ ...slide, path, onProgress });
  } catch (error) {
    await rm(path, { force: true });
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
  if (process.stderr.isTTY) process.stderr.write('\r');
  say(`Wrote ${file}, ${slide.widthPx} x ${slide.heightPx} px, seed ${slide.seed}.`);
}

const say = (text: string): void => void process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);

function explain(error: unknown): void {
  const reason = error instanceof DomainError ? `That cannot be imported: ${error.message} (${error.code}).` : error instanceof Error ? error.message : String(error);
  process.stderr.write(error instanceof UsageError ? `${reason}\n\n${USAGE}` : `${reason}\n`);
  process.exitCode = error instanceof UsageError ? MISUSED : FAILED;
}

main(process.argv.slice(2)).catch(explain);
