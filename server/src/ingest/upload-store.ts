import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataStore, Upload as TusUpload } from '@tus/server';
import { IsNull } from 'typeorm';
import { Database } from '../platform/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { DiskRoom, sizeOf } from './disk-room.js';
import { IncomingFolder } from './incoming-folder.js';
import { Upload } from './upload.entity.js';

/** A sender that is silent for so long has gone, whatever its connection says. */
const SILENCE_MS = 60_000;
/** The disk is asked again after every so many bytes: others write on it too. */
const ROOM_CHECK_BYTES = 64 * 1024 ** 2;
const TO_WRITE = constants.O_WRONLY | constants.O_CREAT;

/**
 * The bytes of uploads, as `@tus/server` wants them kept. How much of a file came is what its size on the disk says, so it is
 * right after every kind of end; a request's bytes are flushed before its new offset is told.
 */
@Injectable()
export class UploadStore extends DataStore {
  override extensions = ['creation', 'creation-with-upload', 'termination'];

  /** Requests that are still writing, by upload: `@tus/server` hands the upload on before the last write has ended. */
  private readonly writing = new Map<string, Promise<unknown>>();

  constructor(
    private readonly database: Database,
    private readonly folder: IncomingFolder,
    private readonly room: DiskRoom,
  ) {
    super();
  }

  /** `Uploads.begin` has written the record already; the file is made with its first byte. */
  override create(upload: TusUpload): Promise<TusUpload> {
    return Promise.resolve(upload);
  }

  override async getUpload(id: string): Promise<TusUpload> {
    await this.writing.get(id);
    const upload = await this.database.read.findOneBy(Upload, { id });
    if (!upload) throw notFound('upload');
    const { bytes, relativePath, createdAt, finishedAt } = upload;
    // Once finished, its job may have moved the file.
    const offset = finishedAt === null ? await sizeOf(this.folder.upload(id)) : bytes;
    return new TusUpload({ id, size: bytes, offset, metadata: { relativePath }, creation_date: new Date(createdAt).toISOString() });
  }

  /** Called once no other request writes to it. */
  override async remove(id: string): Promise<void> {
    const upload = await this.database.read.findOneBy(Upload, { id });
    // What has become a job is cancelled there.
    if (!upload || upload.jobId !== null) throw notFound('upload');
    await this.writing.get(id);
    await this.folder.removeUpload(id);
    await this.database.write((manager) => manager.delete(Upload, { id, jobId: IsNull() }));
  }

  /**
   * Writes what comes from `offset` on and tells the offset reached. Whatever it ends with, what came is kept.
   *
   * @throws DomainError `storage.full`, `slide.truncated` where the sender falls silent
   */
  override async write(source: Readable, id: string, offset: number): Promise<number> {
    const written = this.writeFrom(source, id, offset);
    const settled = written.then(() => undefined, () => undefined);
    this.writing.set(id, settled);
    try {
      return await written;
    } finally {
      if (this.writing.get(id) === settled) this.writing.delete(id);
    }
  }

  private async writeFrom(source: Readable, id: string, offset: number): Promise<number> {
    await this.room.requireReserve();
    const file = await open(this.folder.upload(id), TO_WRITE, 0o640);
    const silence = setTimeout(() => source.destroy(new DomainError('slide.truncated', 'the sender fell silent')), SILENCE_MS).unref();
    try {
      const reached = await this.append(file, source, offset, () => silence.refresh());
      await file.datasync();
      return reached;
    } finally {
      clearTimeout(silence);
      await file.close();
    }
  }

  private async append(file: FileHandle, source: Readable, offset: number, came: () => void): Promise<number> {
    let at = offset;
    let checkedAt = offset;
    // Left open when we refuse: who destroys it hears of that, and not of our reason.
    for await (const chunk of source.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      came();
      if (at - checkedAt >= ROOM_CHECK_BYTES) {
        await this.room.requireReserve();
        checkedAt = at;
      }
      // A disk that fills takes a part and says so; the next write says why.
      for (let done = 0; done < chunk.length; ) done += (await file.write(chunk, done, chunk.length - done, at + done)).bytesWritten;
      at += chunk.length;
    }
    return at;
  }
}
