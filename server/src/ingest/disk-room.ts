import { stat } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Config, Database } from '../platform/index.js';
import { BlobStore, Disk } from '../storage/index.js';
import { DomainError } from '../wire/index.js';
import { IncomingFolder } from './incoming-folder.js';
import { Upload } from './upload.entity.js';

/** Whether the disk has room, above the reserve and above what unfinished uploads were promised. */
@Injectable()
export class DiskRoom {
  constructor(
    private readonly config: Config,
    private readonly database: Database,
    private readonly store: BlobStore,
    private readonly disk: Disk,
    private readonly folder: IncomingFolder,
  ) {}

  /** Throws `storage.full` where `bytes` more cannot be promised. */
  async require(bytes: number): Promise<void> {
    const room = (await this.aboveReserve()) - (await this.promisedBytes());
    if (room < bytes || room <= 0) throw new DomainError('storage.full', `${bytes} bytes wanted, ${Math.max(0, room)} left above the reserve`);
  }

  /** While writing, what was promised is being used up; only the reserve still has to hold. Throws `storage.full`. */
  async requireReserve(): Promise<void> {
    if ((await this.aboveReserve()) < 0) throw new DomainError('storage.full', 'the reserve of the disk is reached');
  }

  private async aboveReserve(): Promise<number> {
    return (await this.disk.freeBytes(this.store.incoming)) - this.config.values.DISK_RESERVE_BYTES;
  }

  /** Announced by uploads under way and not written yet. Read anew each time: commands and other servers promise too. */
  private async promisedBytes(): Promise<number> {
    const unfinished = await this.database.read.findBy(Upload, { finishedAt: IsNull() });
    const missing = await Promise.all(unfinished.map(async ({ id, bytes }) => bytes - (await sizeOf(this.folder.upload(id)))));
    return missing.reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
  }
}

/** 0 for a file that nothing was written to yet. */
export async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}
