import { Module } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { BlobStore } from './blob-store.js';
import { Disk } from './disk.js';
import { LocalBlobStore } from './local-blob-store.js';
import { S3BlobStore } from './s3/s3-blob-store.js';
import { s3PlaceOf } from './s3/s3-place.js';

/** A local folder, or a bucket where the configuration names one. */
function storeFor(config: Config): BlobStore {
  const place = s3PlaceOf(config);
  return place ? new S3BlobStore(place) : new LocalBlobStore(config);
}

@Module({
  providers: [Disk, { provide: BlobStore, useFactory: storeFor, inject: [Config] }],
  exports: [BlobStore, Disk],
})
export class StorageModule {}
