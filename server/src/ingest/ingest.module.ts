import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SlidesModule } from '../slides/index.js';
import { StorageModule } from '../storage/index.js';
import { DiskRoom } from './disk-room.js';
import { Imports } from './imports.service.js';
import { IncomingFolder } from './incoming-folder.js';
import { IngestJob } from './ingest-job.entity.js';
import { IngestJobs } from './ingest-jobs.js';
import { IngestSteps } from './ingest-steps.js';
import { JobCleaner } from './job-cleaner.js';
import { JobProgress } from './job-progress.js';
import { JobRunner } from './job-runner.js';
import { Upload } from './upload.entity.js';
import { WatchedScan } from './watched-scan.entity.js';
import { WorkerName } from './worker-name.js';

/** What it takes to bring a slide into the catalogue: for a command, which runs its own job and touches no other. */
@Module({
  imports: [SlidesModule, StorageModule, TypeOrmModule.forFeature([IngestJob, Upload, WatchedScan])],
  providers: [DiskRoom, Imports, IncomingFolder, IngestJobs, IngestSteps, JobCleaner, JobProgress, JobRunner, WorkerName],
  exports: [DiskRoom, Imports, IncomingFolder, IngestJobs, JobCleaner, JobProgress, JobRunner, WorkerName],
})
export class IngestModule {}
