import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { type Mention, MentionsRead } from '@parfocal/shared/api';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { Mentions } from './mentions.service.js';

/** The comments that call whoever asks. */
@Controller('api/mentions')
export class MentionsController {
  constructor(private readonly mentions: Mentions) {}

  @Get()
  list(@CurrentLogin() { personId }: Login): Promise<Mention[]> {
    return this.mentions.of(personId);
  }

  @Post('read')
  @HttpCode(204)
  read(@CurrentLogin() { personId }: Login, @Body(new Wire(MentionsRead)) { annotations }: MentionsRead): Promise<void> {
    return this.mentions.markRead(personId, annotations);
  }
}
