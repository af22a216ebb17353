import { type ByteSource, type EncodedTile, openSlideFiles, SlideFile, type SlideFiles, type SlideReader } from '../readers/index.js';

/** A file in memory that can shrink or fail while it is open. */
export class MemorySource implements ByteSource {
  reads = 0;
  closed = 0;

  constructor(public bytes: Buffer) {}

  read(buffer: Buffer, at: number, lengthBytes: number, position: number): Promise<{ bytesRead: number }> {
    this.reads++;
    if (this.closed > 0) return Promise.reject(Object.assign(new Error('bad file descriptor, /some/path'), { code: 'EBADF' }));
    return Promise.resolve({ bytesRead: this.bytes.copy(buffer, at, position, position + lengthBytes) });
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }

  asFile(): SlideFile {
    return new SlideFile(this, this.bytes.length);
  }
}

export const memoryFile = (bytes: Buffer): SlideFile => new MemorySource(bytes).asFile();

/** Files in memory as the files of one slide. */
export const memoryFiles = (contents: Readonly<Record<string, Buffer>>): SlideFiles => ({
  names: Object.keys(contents).sort(),
  isFolder: Object.keys(contents).length > 1,
  open: (name) => Promise.resolve(memoryFile(contents[name]!)),
  localPath: () => Promise.reject(new Error('these files are in memory alone')),
});

/** Opens a slide that consists of this file only. It is closed when all who opened it have closed it: every format tried opens it anew. */
export async function openOnly(file: SlideFile): Promise<SlideReader> {
  let [isTried, inUse] = [false, 0];
  const closeUnused = async (): Promise<void> => (isTried && inUse === 0 ? file.close() : undefined);
  const view = (): SlideFile => {
    inUse++;
    const read: ByteSource['read'] = async (...place) => ({ bytesRead: await file.readInto(...place) });
    const close = (): Promise<void> => {
      inUse--;
      return closeUnused();
    };
    return new SlideFile({ read, close }, file.sizeBytes);
  };
  const localPath = (): Promise<string> => Promise.reject(new Error('this file is in memory alone'));
  try {
    return await openSlideFiles({ names: ['slide'], isFolder: false, open: () => Promise.resolve(view()), localPath });
  } finally {
    isTried = true;
    await closeUnused();
  }
}

/** The stored bytes of a tile that was not decoded. */
export function storedBytes(tile: EncodedTile | undefined): Buffer {
  if (!tile || tile.kind === 'pixels') throw new Error('no tile as it is stored');
  return tile.bytes;
}
