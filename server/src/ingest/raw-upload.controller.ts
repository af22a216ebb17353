import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Controller, Param, Post, Req } from '@nestjs/common';
import { FILE_NAME_HEADER, RelativePath, type SlideSummary, UploadMetadata } from '@parfocal/shared/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Slides } from '../slides/index.js';
import { CurrentLogin, DomainError, type Login, notFound, Wire } from '../wire/index.js';
import { IngestJobs } from './ingest-jobs.js';
import { UploadStore } from './upload-store.js';
import { Uploads } from './uploads.service.js';

const id = new Wire(z.uuid());
const LOOK_MS = 50;

/** The header's value, decoded, as one plain name; malformed encodings are the sender's fault. */
const FileName = z.string().min(1).max(1_200).transform((value, context) => {
  try {
    const name = decodeURIComponent(value).split(/[/\\]/).at(-1)!.replace(/[\p{Cc}]/gu, ' ').replace(/^[.\s]+/, '').trim().slice(-150);
    return RelativePath.parse(name.trim() || 'slide');
  } catch {
    context.addIssue({ code: 'custom', message: 'not URI-encoded' });
    return z.NEVER;
  }
});
const fileName = new Wire(FileName);

/** The way of sending a whole slide in one request, answered once it is in the case. */
@Controller('api/cases')
export class RawUploadController {
  constructor(
    private readonly uploads: Uploads,
    private readonly bytes: UploadStore,
    private readonly jobs: IngestJobs,
    private readonly slides: Slides,
  ) {}

  @Post(':caseId/slides')
  async receive(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Req() { raw }: FastifyRequest): Promise<SlideSummary> {
    const bytes = Number(raw.headers['content-length']);
    await this.uploads.requireRight(personId, caseId);
    if (raw.headers['content-type'] !== 'application/octet-stream' || !Number.isSafeInteger(bytes)) throw new DomainError('body.malformed', 'a slide is sent as application/octet-stream, with its length');
    const [uploadId, batchId] = [randomUUID(), randomUUID()];
    const metadata = UploadMetadata.parse({ caseId, batchId, batchFiles: '1', relativePath: fileName.transform(raw.headers[FILE_NAME_HEADER]) });
    await this.uploads.begin({ id: uploadId, personId, bytes, metadata });
    await this.take(uploadId, raw, bytes);
    return this.outcome(caseId, batchId);
  }

  private async take(uploadId: string, source: Readable, bytes: number): Promise<void> {
    try {
      const came = await this.bytes.write(source, uploadId, 0).catch((error: NodeJS.ErrnoException) => {
        throw error.code === 'ECONNRESET' ? new DomainError('slide.truncated', 'broken off') : error;
      });
      if (came !== bytes) throw new DomainError('slide.truncated', `${came} of ${bytes} bytes came`);
      await this.uploads.settle(uploadId);
    } catch (error) {
      await this.uploads.forget([uploadId]);
      throw error;
    }
  }

  private async outcome(caseId: string, batchId: string): Promise<SlideSummary> {
    for (;;) {
      const job = (await this.jobs.ofCase(caseId)).find((one) => one.batchId === batchId);
      if (!job) throw notFound('slide');
      if (job.state === 'failed') throw new DomainError(job.code ?? 'internal', 'the slide was not taken in');
      if (job.state === 'done') return (await this.slides.summaries([job.slideId]))[0]!;
      await new Promise((done) => setTimeout(done, LOOK_MS));
    }
  }
}
