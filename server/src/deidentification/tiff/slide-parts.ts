import { localFiles, readTiffDirectories, recogniseTiff, SiblingFiles, SlideFile, SlideFileError, type SlideFiles, type TiffDirectory, type TiffKind, TiffSource } from '../../readers/index.js';
import { type RawDirectory, readRawDirectories } from './raw-directories.js';

/** A TIFF as its reader understands it, and as its bytes lie. */
export interface SlideParts {
  readonly source: TiffSource;
  readonly kind: TiffKind;
  readonly description: string;
  readonly chain: readonly RawDirectory[];
  /** The directories of the slide itself; all others are pictures beside it, or nobody knows what. */
  readonly slide: ReadonlySet<RawDirectory>;
  /** At z * channels + channel: where each plane is in the chain, if it is in the chain. */
  readonly planes: readonly (RawDirectory | undefined)[];
}

/** Opens the file for `use`, which reads alone. */
export async function withParts<T>(path: string, use: (parts: SlideParts) => Promise<T>): Promise<T> {
  const file = await SlideFile.open(path);
  try {
    return await use(await readParts(await TiffSource.open(file), await localFiles(path)));
  } finally {
    await file.close();
  }
}

const IMAGE_DESCRIPTION = 270;
const MOST_DESCRIPTION_BYTES = 16 * 1024 * 1024;

async function readParts(source: TiffSource, files: SlideFiles): Promise<SlideParts> {
  const directories = await readTiffDirectories(source);
  // A lone file has no siblings, so a slide of several files is refused.
  const siblings = new SiblingFiles({ name: files.names[0]!, files });
  const kind = await recogniseTiff(directories, siblings).finally(() => siblings.close());
  const chain = await readRawDirectories(source);
  const rawOf = paired(directories, chain);
  const slide = new Set<RawDirectory>();
  const planes = kind.planes.map((plane) => {
    const used = plane?.levels?.map(({ directory }) => directory) ?? (plane?.flat ? [plane.flat.directory] : []);
    const raw = used.map((directory) => rawOf.get(directory));
    for (const directory of raw) if (directory) slide.add(directory);
    return raw[0];
  });
  const isOrphaned = chain.some((parent) => !slide.has(parent) && parent.children.some((child) => slide.has(child)));
  if (isOrphaned) throw new SlideFileError('slide.cannot-deidentify', 'a level hangs below a picture that is none');
  return { source, kind, description: await directories[0]!.text(IMAGE_DESCRIPTION, MOST_DESCRIPTION_BYTES), chain, slide, planes };
}

/** Both were read from one file in one order. */
function paired(directories: readonly TiffDirectory[], chain: readonly RawDirectory[]): Map<TiffDirectory, RawDirectory> {
  const pairs = new Map<TiffDirectory, RawDirectory>();
  for (const [i, directory] of directories.entries()) {
    pairs.set(directory, chain[i]!);
    for (const [j, child] of directory.children.entries()) pairs.set(child, chain[i]!.children[j]!);
  }
  return pairs;
}
