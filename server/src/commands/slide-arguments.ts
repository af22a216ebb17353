import { parseArgs } from 'node:util';
import type { SyntheticSlide } from '../synthetic/index.js';
import { SYNTHESIS_OPTIONS, synthesisOf } from './synthesis-arguments.js';
import { UsageError } from './usage-error.js';

export const USAGE = `Slides of this installation. Works beside a running server.

  npm run slide -- import <file or folder> [--name "A1 · H&E"] [--case <accession>] [--deidentify]
      Copies a slide into the store, and into a case where one is named. Of a folder: the DICOM series that it is, or
      every file in it that is a slide. With --deidentify the copy is cleaned of what shows the patient.
  npm run slide -- synthesize <file> [--width 20000] [--height 20000] [--seed 1] [--planes 1]
                              [--stain HE|IHC] [--profile p3]
                              | --channels DAPI,FITC,TRITC [--bits 16|12] [--compression deflate|none]
      Writes a made-up slide as a tiled OME-TIFF, 256 to 100,000 px a side, in 1 to 11 focal planes. In colours it is
      JPEG, in sRGB or with a profile of Display P3. With --channels it is fluorescence: grey pictures without loss.
  npm run slide -- list
      Lists the slides, newest first.
`;

export type SlideCommand =
  | { readonly kind: 'import'; readonly file: string; readonly name?: string; readonly accession?: string; readonly deidentify: boolean }
  | { readonly kind: 'synthesize'; readonly file: string; readonly slide: Omit<SyntheticSlide, 'path' | 'onProgress'> }
  | { readonly kind: 'list' }
  | { readonly kind: 'help' };

const OPTIONS = {
  name: { type: 'string' },
  case: { type: 'string' },
  deidentify: { type: 'boolean', default: false },
  ...SYNTHESIS_OPTIONS,
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
  return { kind, file, slide: synthesisOf(values) };
}

function parse(typed: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>> {
  try {
    return parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
