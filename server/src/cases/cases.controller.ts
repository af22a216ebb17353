import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { CaseCreate, type CaseSummary, MemberPut } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, notFound, Wire } from '../wire/index.js';
import { CaseSummaries } from './case-summaries.service.js';
import { Cases } from './cases.service.js';

const id = new Wire(z.uuid());

@Controller('api/cases')
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly summaries: CaseSummaries,
  ) {}

  @Get()
  list(@CurrentLogin() { personId }: Login): Promise<CaseSummary[]> {
    return this.summaries.of(personId);
  }

  @Post()
  async create(@CurrentLogin() login: Login, @Body(new Wire(CaseCreate)) body: CaseCreate): Promise<CaseSummary> {
    return this.one(login, await this.cases.create(login.personId, body));
  }

  @Get(':caseId')
  async one(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<CaseSummary> {
    const [summary] = await this.summaries.of(personId, [caseId]);
    if (!summary) throw notFound('case');
    return summary;
  }

  @Put(':caseId/members/:personId')
  async putMember(
    @CurrentLogin() login: Login,
    @Param('caseId', id) caseId: string,
    @Param('personId', id) personId: string,
    @Body(new Wire(MemberPut)) { role }: MemberPut,
  ): Promise<CaseSummary> {
    await this.cases.requireManager(login.personId, caseId);
    await this.cases.putMember(caseId, personId, role);
    return this.one(login, caseId);
  }

  /** A manager removes anyone; anyone may leave. */
  @Delete(':caseId/members/:personId')
  @HttpCode(204)
  async removeMember(@CurrentLogin() login: Login, @Param('caseId', id) caseId: string, @Param('personId', id) personId: string): Promise<void> {
    await this.cases.roleIn(login.personId, caseId);
    if (personId !== login.personId) await this.cases.requireManager(login.personId, caseId);
    await this.cases.removeMember(caseId, personId);
  }
}
