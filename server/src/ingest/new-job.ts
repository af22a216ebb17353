import { randomUUID } from 'node:crypto';
import type { ScanOccasion } from '@parfocal/shared/api';
import { givenName, shownName } from '../slides/index.js';
import type { IngestJob, IngestSource } from './ingest-job.entity.js';
import type { Upload } from './upload.entity.js';

export interface JobWish {
  readonly source: IngestSource;
  readonly caseId?: string | null;
  readonly personId?: string | null;
  readonly batchId?: string | null;
  /** What came is called so; the job is shown under what of it people understand. */
  readonly fileName: string;
  readonly givenName?: string | null;
  readonly origin?: string | null;
  readonly occasion?: ScanOccasion;
  readonly isDeidentifying?: boolean;
}

/** A job that nobody has begun. */
export const newJob = ({ source, caseId = null, personId = null, batchId = null, origin = null, fileName, ...wish }: JobWish): IngestJob => ({
  id: randomUUID(),
  source,
  caseId,
  personId,
  batchId,
  name: shownName(fileName),
  givenName: wish.givenName ? givenName(wish.givenName) : null,
  origin,
  occasion: wish.occasion ?? 'consultation',
  isDeidentifying: wish.isDeidentifying ?? false,
  slideId: randomUUID(),
  state: 'waiting',
  step: 'gather',
  code: null,
  findings: {},
  isCancelled: false,
  worker: null,
  seenAt: null,
  attempts: 0,
  createdAt: Date.now(),
  finishedAt: null,
});

/** The job of a slide all of whose files were sent; `upload` is one of them. */
export const jobOfBatch = ({ relativePath, caseId, personId, batchId, givenName, occasion, isDeidentifying }: Upload): IngestJob =>
  newJob({ source: 'upload', caseId, personId, batchId, givenName, occasion, isDeidentifying, fileName: relativePath.split('/')[0]! });
