import { SlideFileError, type SlideReader } from '../../readers/index.js';
import { openOnly, memoryFile } from '../memory-file.js';

/** Something that takes bytes from outside. */
export interface FuzzTarget {
  readonly name: string;
  readonly seeds: readonly Buffer[];
  /** Tries the bytes and says how it ended, in words of which there are few: a new ending is a new path. Throws on a finding. */
  run(bytes: Buffer): Promise<string>;
}

const MOST_TILES = 6;

/** Opens a slide and reads some tiles of each level; any end is good that is a slide or a `SlideFileError`. */
export async function openAndRead(bytes: Buffer): Promise<string> {
  let slide: SlideReader | undefined;
  try {
    slide = await openOnly(memoryFile(bytes));
    const tiles = await readSome(slide);
    return `${slide.image.format} ${slide.image.levels.length} ${slide.image.channels} ${slide.associated.length} ${tiles}`;
  } catch (error) {
    return wordsOf(error);
  } finally {
    await slide?.close();
  }
}

async function readSome(slide: SlideReader): Promise<string> {
  const ends = new Set<string>();
  const { levels, zPlanes, channels } = slide.image;
  for (const [level, { columns, rows }] of levels.slice(0, 8).entries()) {
    for (let i = 0; i < Math.min(columns * rows, MOST_TILES); i++) {
      const address = { level, column: i % columns, row: Math.floor(i / columns), z: i % zPlanes, channel: i % channels };
      ends.add(await slide.tile(address).then((tile) => tile?.kind ?? 'none', wordsOf));
    }
  }
  for (const kind of slide.associated) ends.add(await slide.picture(kind).then((tile) => tile?.kind ?? 'none', wordsOf));
  return [...ends].sort().join(', ');
}

/** Numbers differ with every file, the words around them tell the place in the code. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof SlideFileError) || error.cause !== undefined) throw error;
  return `${error.code}: ${error.message.replace(/[0-9a-f]*\d[0-9a-f]*/g, '#')}`;
}
