import { Controller, Get, Param, Query } from '@nestjs/common';
import { type PastChat, PastChatQuery, type PastSession } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { PastSessions } from './past-sessions.service.js';

const id = new Wire(z.uuid());

@Controller('api')
export class PastSessionsController {
  constructor(private readonly past: PastSessions) {}

  @Get('cases/:caseId/sessions')
  list(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string): Promise<PastSession[]> {
    return this.past.of(personId, caseId);
  }

  @Get('sessions/:id/chat')
  chat(@CurrentLogin() { personId }: Login, @Param('id', id) sessionId: string, @Query(new Wire(PastChatQuery)) { before }: PastChatQuery): Promise<PastChat> {
    return this.past.chat(personId, sessionId, before);
  }
}
