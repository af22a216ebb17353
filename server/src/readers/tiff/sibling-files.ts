import { SlideFileError } from '../slide-file-error.js';
import type { Opening } from '../slide-reader.js';
import { readDirectories } from './read-directories.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffSource } from './tiff-source.js';

/** Files over which one slide is spread; more than this are a plate or a series in time. */
const MOST_FILES = 512;

/** The other TIFF files of a slide, opened when one of them is named. They stay open until `close`. */
export class SiblingFiles {
  private readonly chains = new Map<string, TiffDirectory[]>();
  private readonly opened: TiffSource[] = [];

  constructor(private readonly opening: Pick<Opening, 'name' | 'files'>) {}

  /** Whether this is the file that was opened, by the name it has now. */
  isOwn(fileName: string): boolean {
    return this.nameOf(fileName) === this.opening.name;
  }

  has(fileName: string): boolean {
    return this.opening.files.names.includes(this.nameOf(fileName));
  }

  /**
   * @param fileName as a description has it: without folders
   * @throws SlideFileError `slide.format-unsupported` where it is not among the slide's files
   */
  async directoriesOf(fileName: string): Promise<TiffDirectory[]> {
    const known = this.chains.get(fileName);
    if (known) return known;
    if (!this.has(fileName)) throw new SlideFileError('slide.format-unsupported', 'an OME-TIFF of several files, one of which is not there');
    if (this.opened.length >= MOST_FILES) throw new SlideFileError('slide.too-large', `a slide of more than ${MOST_FILES} files`);
    const source = await TiffSource.openNamed(this.opening.files, this.nameOf(fileName));
    this.opened.push(source);
    const chain = await readDirectories(source);
    this.chains.set(fileName, chain);
    return chain;
  }

  async close(): Promise<void> {
    await Promise.all(this.opened.splice(0).map(({ file }) => file.close()));
  }

  /** The name comes from the file, and is used to look up what is there, never to make a path. */
  private nameOf(fileName: string): string {
    return this.opening.name.slice(0, this.opening.name.lastIndexOf('/') + 1) + fileName;
  }
}
