import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type VoiceCheck, VoiceCheckConnect, type VoiceCheckLevel, VoiceCheckProduce } from '@parfocal/shared/api';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { VoiceChecks } from './voice-checks.service.js';

const id = new Wire(z.uuid());

/** The connection check: over HTTP, because it is made before there is a session. */
@Controller('api/voice/checks')
export class VoiceCheckController {
  constructor(private readonly checks: VoiceChecks) {}

  @Post()
  open(@CurrentLogin() { personId }: Login): Promise<VoiceCheck> {
    return this.checks.open(personId);
  }

  @Put(':id/connect')
  @HttpCode(204)
  connect(@CurrentLogin() { personId }: Login, @Param('id', id) checkId: string, @Body(new Wire(VoiceCheckConnect)) body: VoiceCheckConnect): Promise<void> {
    return this.checks.connect(personId, checkId, body);
  }

  @Put(':id/microphone')
  @HttpCode(204)
  produce(@CurrentLogin() { personId }: Login, @Param('id', id) checkId: string, @Body(new Wire(VoiceCheckProduce)) body: VoiceCheckProduce): Promise<void> {
    return this.checks.produce(personId, checkId, body);
  }

  @Get(':id/level')
  level(@CurrentLogin() { personId }: Login, @Param('id', id) checkId: string): VoiceCheckLevel {
    return this.checks.level(personId, checkId);
  }

  @Delete(':id')
  @HttpCode(204)
  close(@CurrentLogin() { personId }: Login, @Param('id', id) checkId: string): void {
    this.checks.close(personId, checkId);
  }
}
