import { Module } from '@nestjs/common';
import { BlobStore } from './blob-store.js';
import { Disk } from './disk.js';
import { LocalBlobStore } from './local-blob-store.js';

@Module({
  providers: [Disk, { provide: BlobStore, useClass: LocalBlobStore }],
  exports: [BlobStore, Disk],
})
export class StorageModule {}
