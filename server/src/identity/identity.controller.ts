import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { LoginBody, type LoginSummary, type Me, type PersonRef, words } from '@parfocal/shared/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Open } from '../platform/index.js';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { clearCookie, setCookie } from './login-cookie.js';
import { Logins } from './logins.service.js';
import { People } from './people.service.js';

const Find = z.object({ find: words(1, 64) });

@Controller('api')
export class IdentityController {
  constructor(
    private readonly logins: Logins,
    private readonly people: People,
  ) {}

  @Post('login')
  @Open()
  @HttpCode(200)
  async signIn(@Body(new Wire(LoginBody)) body: LoginBody, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<Me> {
    const { login, token } = await this.logins.signIn(body, { address: request.ip, agent: request.headers['user-agent'] ?? '' });
    void reply.header('set-cookie', setCookie(token, request.protocol === 'https'));
    return this.me(login);
  }

  @Delete('login')
  @HttpCode(204)
  async signOut(@CurrentLogin() login: Login, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    await this.logins.revoke(login, login.loginId);
    void reply.header('set-cookie', clearCookie(request.protocol === 'https'));
  }

  @Get('me')
  async me(@CurrentLogin() login: Login): Promise<Me> {
    const name = (await this.people.nameOf(login.personId)) ?? '';
    return { id: login.personId, displayName: login.displayName, name, loginId: login.loginId };
  }

  @Get('logins')
  list(@CurrentLogin() login: Login): Promise<LoginSummary[]> {
    return this.logins.ofPerson(login);
  }

  @Delete('logins/:id')
  @HttpCode(204)
  revoke(@CurrentLogin() login: Login, @Param('id', new Wire(z.uuid())) id: string): Promise<void> {
    return this.logins.revoke(login, id);
  }

  @Get('people')
  find(@Query(new Wire(Find)) { find }: z.infer<typeof Find>): Promise<PersonRef[]> {
    return this.people.search(find);
  }
}
