import { createReadStream } from 'node:fs';
import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DeleteObjectsCommand, GetObjectCommand, ListObjectsV2Command, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { Injectable } from '@nestjs/common';
import { SlideFileError, type SlideFiles } from '../../readers/index.js';
import { DomainError } from '../../wire/index.js';
import { BlobStore } from '../blob-store.js';
import { BlockCache } from './block-cache.js';
import { LocalCopies } from './local-copies.js';
import { S3Files } from './s3-files.js';
import { storageFailure } from './storage-failure.js';
import { unreachable } from './storage-failure.js';
import type { StoredObject } from './stored-object.js';

/** Parts are sent again one by one when a line breaks; S3 takes 10,000 of them, which is 160 GB here. */
const PART_BYTES = 16 * 1024 ** 2;
const PARTS_AT_ONCE = 3;
/** What one call of ListObjectsV2 and of DeleteObjects takes. */
const PAGE = 1_000;

export interface S3Place {
  readonly client: S3Client;
  readonly bucket: string;
  /** Before every key: empty, or ending with `/`. */
  readonly prefix: string;
  /** A local folder of this process for files that are coming in, and for copies of those that only libraries can open. */
  readonly localFolder: string;
  /** How many bytes of copies may lie there. */
  readonly copiesBytes: number;
}

/** Blobs as objects of a bucket. Tiles are read by range, through a small cache of blocks; an object never changes once it is there. */
@Injectable()
export class S3BlobStore extends BlobStore {
  readonly incoming: string;
  private readonly blocks = new BlockCache();
  private readonly copies: LocalCopies;

  constructor(private readonly place: S3Place) {
    super();
    this.incoming = join(place.localFolder, 'incoming');
    this.copies = new LocalCopies(join(place.localFolder, 'copies'), place.copiesBytes);
  }

  async adopt(key: string, path: string): Promise<void> {
    try {
      for (const { name, path: file } of await filesBelow(path)) await this.upload(name === '' ? key : `${key}/${name}`, file);
    } catch (error) {
      await this.removeBelow(key).catch(() => undefined);
      throw error;
    }
    // In one step: after a crash within the removal, what is left would be taken for the whole.
    await rename(path, `${path}.stored`);
    await rm(`${path}.stored`, { recursive: true, force: true });
  }

  async write(key: string, bytes: Buffer): Promise<void> {
    await this.place.client.send(new PutObjectCommand({ ...this.object(key), Body: bytes, ContentLength: bytes.length }));
  }

  async read(key: string): Promise<Buffer | undefined> {
    try {
      const { Body } = await this.place.client.send(new GetObjectCommand(this.object(key)));
      return Body && Buffer.from(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw Object.assign(new DomainError('slide.unreachable', 'the store did not answer'), { cause: error });
    }
  }

  async files(key: string): Promise<SlideFiles> {
    const objects = await this.list(key).catch(storageFailure);
    if (objects.length === 0) throw new SlideFileError('slide.gone', 'no such object');
    return new S3Files({ client: this.place.client, bucket: this.place.bucket, key, objects, blocks: this.blocks, copies: this.copies });
  }

  async sizeBytes(key: string): Promise<number | undefined> {
    const objects = await this.list(key);
    return objects.length === 0 ? undefined : objects.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  }

  async removeAll(slideId: string): Promise<void> {
    await this.removeBelow(slideId);
    await this.copies.drop(slideId);
  }

  private object(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.place.bucket, Key: this.place.prefix + key };
  }

  private async upload(key: string, path: string): Promise<void> {
    const upload = new Upload({ client: this.place.client, params: { ...this.object(key), Body: createReadStream(path) }, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE });
    await upload.done();
  }

  /** The object under `key`, or all below it, by their place within the slide. */
  private async list(key: string): Promise<StoredObject[]> {
    const full = this.place.prefix + key;
    const objects: StoredObject[] = [];
    let from: string | undefined;
    do {
      const page = await this.place.client.send(new ListObjectsV2Command({ Bucket: this.place.bucket, Prefix: full, ContinuationToken: from, MaxKeys: PAGE })).catch(unreachable);
      for (const { Key, Size, ETag } of page.Contents ?? []) {
        // `<id>/a` is not below `<id>/a.svs`.
        if (Key !== full && !Key?.startsWith(`${full}/`)) continue;
        objects.push({ objectKey: Key, name: Key === full ? full.slice(full.lastIndexOf('/') + 1) : Key.slice(full.length + 1), sizeBytes: Size ?? 0, etag: ETag ?? '' });
      }
      from = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (from !== undefined);
    return objects;
  }

  private async removeBelow(key: string): Promise<void> {
    const objects = await this.list(key);
    for (let at = 0; at < objects.length; at += PAGE) {
      const page = objects.slice(at, at + PAGE).map(({ objectKey }) => ({ Key: objectKey }));
      const { Errors = [] } = await this.place.client.send(new DeleteObjectsCommand({ Bucket: this.place.bucket, Delete: { Objects: page, Quiet: true } }));
      if (Errors.length > 0) throw new Error(`${Errors.length} objects could not be removed (${Errors[0]?.Code})`);
    }
  }
}

/** A lone file has no name of its own below its key. */
async function filesBelow(path: string): Promise<{ name: string; path: string }[]> {
  if (!(await stat(path)).isDirectory()) return [{ name: '', path }];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => {
    const file = join(entry.parentPath, entry.name);
    return { name: file.slice(path.length + 1).replaceAll('\\', '/'), path: file };
  });
}
