import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { BlobStore } from '../storage/index.js';

const UPLOAD = /^([0-9a-f-]{36})\.upload$/;

/** Places within `BlobStore.incoming`: `<upload id>.upload` for a file that comes in, `<job id>/` for a job. Made of ids alone. */
@Injectable()
export class IncomingFolder {
  constructor(private readonly store: BlobStore) {}

  upload(uploadId: string): string {
    return join(this.store.incoming, `${uploadId}.upload`);
  }

  /** Below a job's folder; without parts the folder itself. */
  job(jobId: string, ...parts: string[]): string {
    return join(this.store.incoming, jobId, ...parts);
  }

  async make(): Promise<void> {
    await mkdir(this.store.incoming, { recursive: true });
  }

  /** All that lies here, with the id in its name. */
  async list(): Promise<{ name: string; uploadId?: string }[]> {
    await this.make();
    return (await readdir(this.store.incoming)).map((name) => ({ name, uploadId: UPLOAD.exec(name)?.[1] }));
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.store.incoming, name), { recursive: true, force: true });
  }

  async removeUpload(uploadId: string): Promise<void> {
    await rm(this.upload(uploadId), { force: true });
  }

  async removeJob(jobId: string): Promise<void> {
    await rm(this.job(jobId), { recursive: true, force: true });
  }
}
