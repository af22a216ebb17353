import { join } from 'node:path';
import { localFiles, parseOme, readTiffDirectories, SlideFile, SlideFileError, TiffSource, TiffTag } from '../readers/index.js';
import { type Kind, kindOf } from './kinds.js';

/** What of a folder is the slide: all of it, or one file in it. */
export type Chosen = { readonly isFolder: true } | { readonly isFolder: false; readonly path: string; readonly name: string; readonly kind: Kind };

/** Rather these than those: a scanner puts a preview beside a slide, and a letter beside both. */
const ORDER = ['tiff', 'foreign', 'picture'] as const;

const MOST_DESCRIPTION_BYTES = 16 * 1024 * 1024;

const WHOLE: Chosen = { isFolder: true };

/**
 * Looks for the one slide in a folder.
 *
 * @throws SlideFileError `slide.several` where there are more of them; `slide.archive-refused` for nothing but an archive
 */
export async function chooseSlide(folder: string): Promise<Chosen> {
  const { names } = await localFiles(folder);
  const found = new Map<Kind, string[]>();
  for (const name of names) {
    const kind = await kindOf(join(folder, name), name);
    found.set(kind, [...(found.get(kind) ?? []), name]);
  }
  const namesOf = (kind: Kind): readonly string[] => found.get(kind) ?? [];
  const parts = namesOf('part').length;
  // A series of DICOM files is one slide; its reader tells series apart.
  const asWhole = parts + Math.min(1, namesOf('dicom').length);
  if (asWhole > 1 || (asWhole === 1 && parts === 0 && namesOf('tiff').length > 0)) throw several(asWhole + namesOf('tiff').length);
  if (asWhole === 1) return WHOLE;
  for (const kind of ORDER) {
    const candidates = namesOf(kind);
    if (candidates.length > 1) {
      if (kind === 'tiff' && (await isOneSlide(folder, candidates))) return WHOLE;
      throw several(candidates.length);
    }
    if (candidates.length === 1) return { isFolder: false, path: join(folder, candidates[0]!), name: candidates[0]!.split('/').at(-1)!, kind };
  }
  if (names.length > 0 && namesOf('zip').length === names.length) throw new SlideFileError('slide.archive-refused', 'nothing but archives');
  return WHOLE;
}

/** OME-TIFF may spread the planes of a slide over files; one of them then names all the others. */
async function isOneSlide(folder: string, names: readonly string[]): Promise<boolean> {
  const own = names.map((name) => name.split('/').at(-1)!);
  for (const name of names) {
    const said = await filesNamedIn(join(folder, name));
    if (own.every((other) => said.has(other))) return true;
  }
  return false;
}

async function filesNamedIn(path: string): Promise<ReadonlySet<string>> {
  const file = await SlideFile.open(path);
  try {
    const [first] = await readTiffDirectories(await TiffSource.open(file));
    const description = (await first?.text(TiffTag.ImageDescription, MOST_DESCRIPTION_BYTES)) ?? '';
    if (!description.includes('OME')) return new Set();
    return new Set(parseOme(description).images.flatMap(({ tiffData }) => tiffData.flatMap(({ fileName }) => fileName ?? [])));
  } finally {
    await file.close();
  }
}

const several = (count: number): SlideFileError => new SlideFileError('slide.several', `${count} slides in one`);
