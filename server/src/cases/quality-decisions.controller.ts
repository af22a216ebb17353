import { Body, Controller, Param, Post } from '@nestjs/common';
import { QualityDecision, type SlideQuality } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { Cases } from './cases.service.js';
import { QualityDecisions } from './quality-decisions.service.js';

const id = new Wire(z.uuid());

/** Who manages a case decides whether a slide of it is read in spite of its measurement, or scanned again. */
@Controller('api/cases/:caseId/slides/:slideId/quality')
export class QualityDecisionsController {
  constructor(
    private readonly cases: Cases,
    private readonly decisions: QualityDecisions,
  ) {}

  @Post()
  async decide(
    @CurrentLogin() { personId }: Login,
    @Param('caseId', id) caseId: string,
    @Param('slideId', id) slideId: string,
    @Body(new Wire(QualityDecision)) decision: QualityDecision,
  ): Promise<SlideQuality> {
    await this.cases.requireManager(personId, caseId);
    return this.decisions.decide(personId, caseId, slideId, decision);
  }
}
