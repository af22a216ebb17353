import { parseArgs } from 'node:util';

export const USAGE = `Slides of this installation. Works beside a running server.

  npm run slide -- import <file or folder> [--name "A1 · H&E"] [--case <accession>] [--deidentify]
      Copies a slide into the store, and into a case where one is named. Of a folder: the DICOM series that it is, or
      every file in it that is a slide. With --deidentify the copy is cleaned of what shows the patient.
  npm run slide -- synthesize <file> [--width 20000] [--height 20000] [--seed 1] [--stain HE|IHC]
      Writes a made-up slide as a tiled TIFF, 256 to 100,000 px a side.
  npm run slide -- list
      Lists the slides, newest first.
`;

export type SlideCommand =
  | { readonly kind: 'import'; readonly file: string; readonly name?: string; readonly accession?: string; readonly deidentify: boolean }
  | { readonly kind: 'synthesize'; readonly file: string; readonly widthPx: number; readonly heightPx: number; readonly seed: number; readonly stain: 'HE' | 'IHC' }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

/** What was typed cannot be meant; the message says what is wrong with it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const OPTIONS = {
  name: { type: 'string' },
  case: { type: 'string' },
  deidentify: { type: 'boolean', default: false },
  width: { type: 'string', default: '20000' },
  height: { type: 'string', default: '20000' },
  seed: { type: 'string', default: '1' },
  stain: { type: 'string', default: 'HE' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** @throws UsageError */
export function parseSlideCommand(typed: readonly string[]): SlideCommand {
  const { values, positionals } = parse(typed);
  const [kind, file, ...more] = positionals;
  if (values.help || kind === 'help') return { kind: 'help' };
  if (kind === undefined) throw new UsageError('What is to be done is missing: import, synthesize or list.');
  if (more.length > 0 || (kind === 'list' && file !== undefined)) throw new UsageError(`Too much: ${[...(kind === 'list' ? [file] : []), ...more].join(' ')}. A name with spaces is put in quotes.`);
  if (kind === 'list') return { kind };
  if (kind !== 'import' && kind !== 'synthesize') throw new UsageError(`There is no "${kind}": import, synthesize or list.`);
  if (file === undefined) throw new UsageError('The file is missing.');
  if (kind === 'import') return { kind, file, name: values.name, accession: values.case, deidentify: values.deidentify };
  const { stain } = values;
  if (stain !== 'HE' && stain !== 'IHC') throw new UsageError(`There is no stain "${stain}": HE or IHC.`);
  return { kind, file, widthPx: whole('--width', values.width), heightPx: whole('--height', values.height), seed: whole('--seed', values.seed), stain };
}

function parse(typed: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function whole(option: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} is a whole number, not "${text}".`);
  return Number(text);
}
