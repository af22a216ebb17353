import { Module } from '@nestjs/common';
import { SlidesModule } from '../slides/index.js';
import { StorageModule } from '../storage/index.js';
import { IngestController } from './ingest.controller.js';
import { IngestModule } from './ingest.module.js';
import { Ingest } from './ingest.service.js';
import { IngestSweep } from './ingest-sweep.js';
import { IngestWorker } from './ingest-worker.js';
import { JobRecovery } from './job-recovery.js';
import { TusExchange } from './tus-exchange.js';
import { UploadStore } from './upload-store.js';
import { UploadsController } from './uploads.controller.js';
import { Uploads } from './uploads.service.js';
import { WatchedFolder } from './watch/watched-folder.js';

/** The same in a server, which also takes uploads, runs the jobs that wait, and clears what was left. */
@Module({
  imports: [IngestModule, SlidesModule, StorageModule],
  controllers: [IngestController, UploadsController],
  providers: [Ingest, IngestSweep, IngestWorker, JobRecovery, TusExchange, Uploads, UploadStore, WatchedFolder],
})
export class IngestServerModule {}
