import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { SessionOpen, type SessionSummary } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { Sessions } from './sessions.service.js';

const id = new Wire(z.uuid());

@Controller('api')
export class SessionController {
  constructor(private readonly sessions: Sessions) {}

  @Post('cases/:caseId/session')
  open(
    @CurrentLogin() { personId }: Login,
    @Param('caseId', id) caseId: string,
    @Body(new Wire(SessionOpen)) { slideId, kind }: SessionOpen,
  ): Promise<SessionSummary> {
    return this.sessions.open(personId, caseId, slideId, kind);
  }

  @Get('sessions/:id')
  get(@CurrentLogin() { personId }: Login, @Param('id', id) sessionId: string): Promise<SessionSummary> {
    return this.sessions.get(personId, sessionId);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  end(@CurrentLogin() { personId }: Login, @Param('id', id) sessionId: string): Promise<void> {
    return this.sessions.end(personId, sessionId);
  }
}
