import { GetObjectCommand, type GetObjectCommandOutput, type S3Client } from '@aws-sdk/client-s3';
import { type ByteSource, SlideFile, SlideFileError, type SlideFiles } from '../../readers/index.js';
import { BLOCK_BYTES, type BlockCache } from './block-cache.js';
import type { LocalCopies } from './local-copies.js';
import { storageFailure } from './storage-failure.js';
import type { StoredObject } from './stored-object.js';

interface Bucket {
  readonly client: S3Client;
  readonly bucket: string;
  readonly key: string;
  readonly objects: readonly StoredObject[];
  readonly blocks: BlockCache;
  readonly copies: LocalCopies;
}

/** The files of a slide in a bucket. */
export class S3Files implements SlideFiles {
  readonly names: readonly string[];
  readonly isFolder: boolean;
  private readonly byName: ReadonlyMap<string, StoredObject>;

  constructor(private readonly place: Bucket) {
    this.names = place.objects.map(({ name }) => name).filter((name) => !name.split('/').some((part) => part.startsWith('.'))).sort();
    this.isFolder = !(place.objects.length === 1 && place.objects[0]!.objectKey.endsWith(place.key));
    this.byName = new Map(place.objects.map((object) => [object.name, object]));
  }

  open(name: string): Promise<SlideFile> {
    const object = this.objectOf(name);
    return Promise.resolve(new SlideFile(new S3Source(this.place, object), object.sizeBytes));
  }

  async localPath(name: string): Promise<string> {
    this.objectOf(name);
    const { copies, key } = this.place;
    const folder = await copies.folderOf(key, this.names.map((each) => this.objectOf(each)), (object) => bodyOf(this.place, object));
    return `${folder}/${name}`;
  }

  private objectOf(name: string): StoredObject {
    const object = this.byName.get(name);
    if (!object) throw new SlideFileError('slide.gone', 'no such file in this slide');
    return object;
  }
}

/** An object, read by range. */
class S3Source implements ByteSource {
  constructor(
    private readonly place: Bucket,
    private readonly object: StoredObject,
  ) {}

  /** At most up to the end of a block: who asks for more asks again. What is larger than a block goes past the cache, in one piece. */
  async read(buffer: Buffer, at: number, lengthBytes: number, position: number): Promise<{ bytesRead: number }> {
    const { sizeBytes } = this.object;
    if (position >= sizeBytes) return { bytesRead: 0 };
    if (lengthBytes > BLOCK_BYTES) {
      const bytes = await this.range(position, Math.min(sizeBytes, position + lengthBytes));
      return { bytesRead: bytes.copy(buffer, at) };
    }
    const number = Math.floor(position / BLOCK_BYTES);
    const start = number * BLOCK_BYTES;
    const { objectKey, etag } = this.object;
    const block = await this.place.blocks.get(`${objectKey}\n${etag}\n${number}`, () => this.range(start, Math.min(sizeBytes, start + BLOCK_BYTES)));
    return { bytesRead: block.copy(buffer, at, position - start, Math.min(block.length, position - start + lengthBytes)) };
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private async range(from: number, to: number): Promise<Buffer> {
    const body = await bodyOf(this.place, this.object, `bytes=${from}-${to - 1}`);
    const bytes = Buffer.from(await body.transformToByteArray().catch(storageFailure));
    if (bytes.length !== to - from) throw new SlideFileError('slide.truncated', `${bytes.length} of ${to - from} bytes came`);
    return bytes;
  }
}

type Body = NonNullable<GetObjectCommandOutput['Body']>;

async function bodyOf({ client, bucket }: Bucket, { objectKey, etag }: StoredObject, range?: string): Promise<Body> {
  const { Body: body } = await client
    .send(new GetObjectCommand({ Bucket: bucket, Key: objectKey, ...(etag && { IfMatch: etag }), ...(range && { Range: range }) }))
    .catch(storageFailure);
  if (!body) throw new SlideFileError('slide.gone', 'an object without a body');
  return body;
}
