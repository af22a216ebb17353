import { constants } from 'node:fs';
import { copyFile, link, lstat, mkdir, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { openSlide, SlideFileError } from '../../readers/index.js';
import type { FreeBytes } from '../room.js';
import type { ConverterCommand } from './converter-command.js';
import { runConverter } from './run-converter.js';

/** As for any slide that is a folder. */
const MOST_FILES = 10_000;

export interface Conversion {
  readonly command: ConverterCommand;
  readonly signal: AbortSignal;
  readonly freeBytes: FreeBytes;
}

const failed = (why: string): never => {
  throw new SlideFileError('slide.conversion-failed', why);
};

/**
 * Has the file at `path` converted in the new folder `workFolder`; answers with the path of what was made, which a reader opens.
 *
 * @param name only its extension is shown to the converter: names may hold a patient's, and every user of a machine sees command lines
 * @throws SlideFileError `slide.conversion-failed`; an error with `code` ENOSPC
 */
export async function convert(path: string, name: string, workFolder: string, { command, signal, freeBytes }: Conversion): Promise<string> {
  const outFolder = join(workFolder, 'out');
  await mkdir(outFolder, { recursive: true });
  const input = join(workFolder, `input${extname(name).toLowerCase()}`);
  await sameFile(path, input);
  await runConverter({ command, input, output: join(outFolder, 'slide'), workFolder, signal, freeBytes });
  await requirePlain(outFolder);
  const made = await madeIn(outFolder);
  await requireOpens(made);
  return made;
}

/** What is the same file under a second name costs nothing. */
export async function sameFile(path: string, target: string): Promise<void> {
  try {
    await link(path, target);
  } catch (error) {
    if (!['EPERM', 'ENOTSUP', 'EXDEV', 'EMLINK', 'ENOSYS'].includes(String((error as NodeJS.ErrnoException).code))) throw error;
    await copyFile(path, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  }
}

/** The command may add an extension to `{output}`, so whatever lies there is it. Several files are a slide together. */
async function madeIn(outFolder: string): Promise<string> {
  const names = await readdir(outFolder);
  if (names.length === 0) failed('the converter wrote nothing');
  return names.length === 1 ? join(outFolder, names[0]!) : outFolder;
}

/** A link in the output could lead to any file of this machine; a pipe would never end. */
async function requirePlain(outFolder: string): Promise<void> {
  const names = await readdir(outFolder, { recursive: true });
  if (names.length > MOST_FILES) failed('the converter wrote too many files');
  for (const name of names) {
    const found = await lstat(join(outFolder, name));
    if (!found.isFile() && !found.isDirectory()) failed('the converter wrote something else than files and folders');
  }
}

async function requireOpens(path: string): Promise<void> {
  try {
    await (await openSlide(path)).close();
  } catch (error) {
    if (!(error instanceof SlideFileError)) throw error;
    throw Object.assign(new SlideFileError('slide.conversion-failed', `what the converter wrote does not open: ${error.code}, ${error.message}`), { cause: error });
  }
}
