import { type CanActivate, createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { OPEN } from '../platform/index.js';
import { DomainError } from './domain-error.js';
import { type Login, LoginSource } from './login-source.js';
import { OriginPolicy } from './origin.policy.js';

interface LoggedInRequest extends FastifyRequest {
  login?: Login;
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Every HTTP route needs a login unless it is marked `@Open()`; what changes something must come from our own pages. */
@Injectable()
export class LoginGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly logins: LoginSource,
    private readonly origins: OriginPolicy,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<LoggedInRequest>();
    if (!SAFE_METHODS.has(request.method) && !this.origins.allows(request.headers)) throw new DomainError('origin.foreign', 'foreign Origin');
    if (this.reflector.getAllAndOverride<boolean>(OPEN, [context.getHandler(), context.getClass()])) return true;
    request.login = await this.logins.find(request.headers.cookie);
    if (!request.login) throw new DomainError('login.required', 'no valid login');
    return true;
  }
}

/** The login of the request, on every route that is not `@Open()`. */
export const CurrentLogin = createParamDecorator((_: unknown, context: ExecutionContext): Login => {
  const { login } = context.switchToHttp().getRequest<LoggedInRequest>();
  if (!login) throw new DomainError('login.required', 'no login on this route');
  return login;
});
