import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IngestJobSummary } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { Ingest } from './ingest.service.js';

const id = new Wire(z.uuid());

@Controller('api')
export class IngestController {
  constructor(private readonly ingest: Ingest) {}

  @Get('cases/:caseId/ingest')
  ofCase(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<IngestJobSummary[]> {
    return this.ingest.ofCase(personId, caseId);
  }

  @Delete('ingest/:jobId')
  @HttpCode(204)
  remove(@CurrentLogin() { personId }: Login, @Param('jobId', id) jobId: string): Promise<void> {
    return this.ingest.remove(personId, jobId);
  }

  @Post('ingest/:jobId/retry')
  @HttpCode(200)
  retry(@CurrentLogin() { personId }: Login, @Param('jobId', id) jobId: string): Promise<IngestJobSummary> {
    return this.ingest.retry(personId, jobId);
  }
}
