import { Controller, Get, Req } from '@nestjs/common';
import type { About } from '@parfocal/shared/api';
import type { FastifyRequest } from 'fastify';
import { Demonstration } from '../demonstration/index.js';
import { Config, Open } from '../platform/index.js';
import { VERSION } from './version.js';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

@Controller('api/about')
export class AboutController {
  constructor(
    private readonly config: Config,
    private readonly demonstration: Demonstration,
  ) {}

  /**
   * The demonstration's sign-ins are shown to this machine alone: someone may have put real slides into it. A proxy of this
   * machine that nobody told us to trust speaks for anyone.
   */
  @Get()
  @Open()
  async about(@Req() request: FastifyRequest): Promise<About> {
    const isProxied = FORWARDED.some((name) => request.headers[name] !== undefined) && !this.config.values.TRUST_PROXY;
    return { version: VERSION, demonstration: LOOPBACK.test(request.ip) && !isProxied ? await this.demonstration.signIns() : [] };
  }
}
