import { Controller, Get, Param, Res } from '@nestjs/common';
import type { SlideDetail } from '@parfocal/shared/api';
import type { FastifyReply } from 'fastify';
import { Slides } from '../slides/index.js';
import { CurrentLogin, type Login, notFound } from '../wire/index.js';
import { OpenSlides } from './open-slides.js';
import { Tiles } from './tiles.service.js';

/** What a viewer asks before it asks for tiles. Label and macro images are served nowhere: they show who the patient is. */
@Controller('api/slides/:slideId')
export class SlidesController {
  constructor(
    private readonly slides: Slides,
    private readonly tiles: Tiles,
    private readonly open: OpenSlides,
  ) {}

  @Get()
  async detail(@CurrentLogin() { personId }: Login, @Param('slideId') slideId: string): Promise<SlideDetail> {
    await this.tiles.requireSight(personId, slideId);
    await this.open.check(slideId);
    const detail = await this.slides.detail(slideId);
    if (!detail) throw notFound('slide');
    return detail;
  }

  @Get('thumbnail')
  async thumbnail(@CurrentLogin() { personId }: Login, @Param('slideId') slideId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    await this.tiles.requireSight(personId, slideId);
    const bytes = await this.slides.thumbnail(slideId);
    if (!bytes) throw notFound('thumbnail');
    void reply.headers({ 'content-type': 'image/jpeg', 'cache-control': 'private, max-age=31536000, immutable', vary: 'Cookie' });
    return bytes;
  }
}
