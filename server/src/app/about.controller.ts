import { Controller, Get, Req } from '@nestjs/common';
import type { About } from '@parfocal/shared/api';
import type { FastifyRequest } from 'fastify';
import { Demonstration } from '../demonstration/index.js';
import { Open } from '../platform/index.js';
import { VERSION } from './version.js';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

@Controller('api/about')
export class AboutController {
  constructor(private readonly demonstration: Demonstration) {}

  /** The demonstration's sign-ins are shown to this machine alone: someone may have put real slides into it. */
  @Get()
  @Open()
  async about(@Req() request: FastifyRequest): Promise<About> {
    return { version: VERSION, demonstration: LOOPBACK.test(request.ip) ? await this.demonstration.signIns() : [] };
  }
}
