import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { BlobStore, Disk } from '../storage/index.js';
import { Receiving } from './receiving.js';

/** A file that has come in whole and is on the disk, but is no slide yet. */
export interface IncomingFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
}

interface Expected {
  readonly declaredBytes: number | undefined;
  /** So many bytes were written. */
  came(bytes: number): void;
}

/** Takes files in: within the limits, durably, and with nothing left behind when it comes to nothing. */
@Injectable()
export class IncomingFiles implements OnModuleInit {
  /** Announced by uploads under way and not yet written, in bytes: two of them may not both count on the same room. */
  private promisedBytes = 0;

  constructor(
    private readonly config: Config,
    private readonly store: BlobStore,
    private readonly disk: Disk,
  ) {}

  /** What an interrupted process left behind is of no use to anyone. An import by another living process is. */
  async onModuleInit(): Promise<void> {
    await mkdir(this.store.incoming, { recursive: true });
    const names = await readdir(this.store.incoming);
    const leftovers = names.filter((name) => !isOfAnother(name));
    await Promise.all(leftovers.map((name) => rm(join(this.store.incoming, name), { recursive: true, force: true })));
  }

  /**
   * Writes `source` to a temporary file and hands it to `use`; afterwards the temporary file is gone, unless `use` moved it.
   *
   * @throws DomainError `slide.too-large`, `storage.full`, `slide.truncated` where the source ends early or breaks off
   */
  async receive<T>(source: Readable, declaredBytes: number | undefined, use: (file: IncomingFile) => Promise<T>): Promise<T> {
    const expectedBytes = declaredBytes ?? 0;
    const maxBytes = this.config.values.UPLOAD_MAX_BYTES;
    if (expectedBytes > maxBytes) throw new DomainError('slide.too-large', `${expectedBytes} of at most ${maxBytes} bytes`);
    await this.promise(expectedBytes);
    let promisedBytes = expectedBytes;
    const came = (bytes: number): void => {
      const used = Math.min(bytes, promisedBytes);
      promisedBytes -= used;
      this.promisedBytes -= used;
    };
    const path = join(this.store.incoming, `${process.pid}-${randomUUID()}.part`);
    try {
      return await use({ path, ...(await this.write(source, path, { declaredBytes, came })) });
    } finally {
      this.promisedBytes -= promisedBytes;
      await rm(path, { force: true });
    }
  }

  private async write(source: Readable, path: string, { declaredBytes, came }: Expected): Promise<{ bytes: number; digest: string }> {
    const receiving = new Receiving({ maxBytes: this.config.values.UPLOAD_MAX_BYTES, requireRoom: () => this.requireReserve(), came });
    try {
      // Left open when we refuse: destroying a request would cut off the answer that says why.
      const chunks = source.iterator({ destroyOnReturn: false });
      await pipeline(chunks, receiving, createWriteStream(path, { flags: 'wx', mode: 0o640, flush: true }));
    } catch (error) {
      throw refusalOf(error);
    }
    const { bytes } = receiving;
    if (declaredBytes !== undefined && bytes !== declaredBytes) throw new DomainError('slide.truncated', `${bytes} of ${declaredBytes} bytes came`);
    return { bytes, digest: receiving.digest() };
  }

  /** Throws `storage.full`. Nothing may come between the look at the room and the promise of it. */
  private async promise(bytes: number): Promise<void> {
    const free = await this.disk.freeBytes(this.store.incoming);
    const room = free - this.config.values.DISK_RESERVE_BYTES - this.promisedBytes;
    if (room < bytes || room <= 0) throw new DomainError('storage.full', `${bytes} bytes wanted, ${Math.max(0, room)} left above the reserve`);
    this.promisedBytes += bytes;
  }

  /** While writing, what was promised is already being used up; only the reserve still has to hold. */
  private async requireReserve(): Promise<void> {
    const free = await this.disk.freeBytes(this.store.incoming);
    if (free < this.config.values.DISK_RESERVE_BYTES) throw new DomainError('storage.full', 'the reserve of the disk is reached');
  }
}

function refusalOf(error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const code = String((error as { code?: unknown } | null)?.code);
  if (code === 'ENOSPC' || code === 'EDQUOT') return new DomainError('storage.full', `the disk is full (${code})`);
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE' || code === 'ABORT_ERR') return new DomainError('slide.truncated', `broken off (${code})`);
  return error;
}

/** Names begin with the process's id. Our own at start is that of a predecessor: process 1 of a container always is. */
function isOfAnother(name: string): boolean {
  const pid = Number(/^(\d+)-/.exec(name)?.[1]);
  if (!pid || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, but under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
