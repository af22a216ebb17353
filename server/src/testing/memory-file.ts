import { type ByteSource, SlideFile } from '../readers/index.js';

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
