import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import type { ErrorBody } from '@parfocal/shared/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.js';
import { codeOf, isServersTrouble, statusOf } from './http-status.js';

/** Answers every error of the HTTP lane with a code and an id that is in the log too. */
@Catch()
export class HttpErrorFilter implements ExceptionFilter {
  private readonly logger = new Logger(HttpErrorFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const code = codeOf(error);
    const correlationId = request.id;
    // What we refuse ourselves (a full queue, a full disk) has no stack worth a look, and comes in crowds.
    if (isServersTrouble(code) && error instanceof DomainError) this.logger.warn({ correlationId, code, reason: error.message });
    else if (isServersTrouble(code)) this.logger.error({ correlationId, code, err: error });
    else this.logger.debug({ correlationId, code, reason: error instanceof Error ? error.message : undefined });
    if (reply.sent) return;
    const isHealth = error instanceof HttpException && error.getStatus() === 503;
    const body: ErrorBody | object = isHealth ? (error.getResponse() as object) : { code, correlationId };
    void reply.status(statusOf(code)).send(body);
  }
}
