import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';

/** How much room there is. Apart, so that a test can fill the disk. */
@Injectable()
export class Disk {
  /** Bytes that this process may still write on the file system of `folder`. */
  async freeBytes(folder: string): Promise<number> {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  }
}
