import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { AlignmentPut, mayAnnotate, type SlideAlignment } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, DomainError, type Login, Wire } from '../wire/index.js';
import { Alignments } from './alignments.service.js';
import { Cases } from './cases.service.js';

const id = new Wire(z.uuid());

/** Every member sees how slides are aligned; who may annotate may align them. */
@Controller('api/cases/:caseId/alignments')
export class AlignmentsController {
  constructor(
    private readonly cases: Cases,
    private readonly alignments: Alignments,
  ) {}

  @Get()
  async list(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<SlideAlignment[]> {
    await this.cases.roleIn(personId, caseId);
    return this.alignments.of(caseId);
  }

  @Put()
  async put(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Body(new Wire(AlignmentPut)) pair: AlignmentPut): Promise<SlideAlignment[]> {
    await this.requireHand(personId, caseId);
    await this.alignments.put(caseId, personId, pair);
    return this.alignments.of(caseId);
  }

  @Delete(':slideA/:slideB')
  @HttpCode(204)
  async remove(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Param('slideA', id) slideA: string, @Param('slideB', id) slideB: string): Promise<void> {
    await this.requireHand(personId, caseId);
    await this.alignments.remove(caseId, slideA, slideB);
  }

  private async requireHand(personId: string, caseId: string): Promise<void> {
    if (!mayAnnotate(await this.cases.roleIn(personId, caseId))) throw new DomainError('forbidden', 'an observer aligns no slides');
  }
}
