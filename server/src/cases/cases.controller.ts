import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Req } from '@nestjs/common';
import { CaseCreate, type CaseSummary, FILE_NAME_HEADER, MemberPut, type SlideSummary } from '@parfocal/shared/api';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Slides } from '../slides/index.js';
import { CurrentLogin, DomainError, type Login, notFound, Wire } from '../wire/index.js';
import { CaseSummaries } from './case-summaries.service.js';
import { Cases } from './cases.service.js';

const id = new Wire(z.uuid());

/** The header's value, decoded; malformed encodings are the sender's fault. */
const FileName = z.string().min(1).max(1_200).transform((value, context) => {
  try {
    return decodeURIComponent(value);
  } catch {
    context.addIssue({ code: 'custom', message: 'not URI-encoded' });
    return z.NEVER;
  }
});
const fileName = new Wire(FileName);

@Controller('api/cases')
export class CasesController {
  constructor(
    private readonly cases: Cases,
    private readonly summaries: CaseSummaries,
    private readonly slides: Slides,
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

  /** The body is the file itself, streamed to the disk as it comes. */
  @Post(':caseId/slides')
  async addSlide(
    @CurrentLogin() login: Login,
    @Param('caseId', id) caseId: string,
    @Req() request: FastifyRequest,
  ): Promise<SlideSummary> {
    const mayStill = (): Promise<void> => this.cases.requireManager(login.personId, caseId);
    await mayStill();
    if (request.headers['content-type'] !== 'application/octet-stream') throw new DomainError('body.malformed', 'a slide is sent as application/octet-stream');
    const declared = Number(request.headers['content-length']);
    const slide = await this.slides.receive(request.raw, {
      fileName: fileName.transform(request.headers[FILE_NAME_HEADER]),
      declaredBytes: Number.isFinite(declared) ? declared : undefined,
      mayStill,
    });
    await this.cases.addSlide(caseId, slide.id);
    return slide;
  }
}
