import { Controller, Delete, Head, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CurrentLogin, type Login, Wire } from '../wire/index.js';
import { TusExchange } from './tus-exchange.js';
import { Uploads } from './uploads.service.js';

const id = new Wire(z.uuid());

/** The routes of tus. Each request of an upload asks anew whose it is, and whether its sender still manages the case. */
@Controller('api/uploads')
export class UploadsController {
  constructor(
    private readonly uploads: Uploads,
    private readonly tus: TusExchange,
  ) {}

  @Post()
  create(@CurrentLogin() { personId }: Login, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.exchange(personId, request, reply);
  }

  @Head(':uploadId')
  async offset(@CurrentLogin() { personId }: Login, @Param('uploadId', id) uploadId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.require(personId, uploadId);
    // All may have come before the process ended: whoever asks now is not going to send anything more.
    await this.uploads.settle(uploadId);
    await this.exchange(personId, request, reply);
  }

  @Patch(':uploadId')
  async append(@CurrentLogin() { personId }: Login, @Param('uploadId', id) uploadId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.require(personId, uploadId);
    await this.exchange(personId, request, reply);
  }

  @Delete(':uploadId')
  async remove(@CurrentLogin() { personId }: Login, @Param('uploadId', id) uploadId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.uploads.require(personId, uploadId);
    await this.exchange(personId, request, reply);
  }

  private async exchange(personId: string, { raw }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { status, headers } = await this.tus.answer(personId, raw);
    void reply.status(status).headers(headers).send();
  }
}
