import { type ArgumentsHost, Catch, Logger, type WsExceptionFilter } from '@nestjs/common';
import type { Reply } from '@parfocal/shared/protocol';
import { codeOf, isServersTrouble } from './http-status.js';

type Answer = (reply: Reply) => void;

/** Answers a refused request; says `refused` to a sender that waits for no answer. */
@Catch()
export class WireErrorFilter implements WsExceptionFilter {
  private readonly logger = new Logger(WireErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const code = codeOf(error);
    if (isServersTrouble(code)) this.logger.error({ event: host.switchToWs().getPattern(), code, err: error });
    const answer = host.getArgs<unknown[]>().find((argument): argument is Answer => typeof argument === 'function');
    if (answer) answer({ ok: false, code });
    else host.switchToWs().getClient<{ emit(event: string, body: object): void }>().emit('refused', { event: host.switchToWs().getPattern(), code });
  }
}
