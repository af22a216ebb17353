import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { AssociatedPicture, type SlideDetail } from '@parfocal/shared/api';
import type { FastifyReply } from 'fastify';
import { Slides } from '../slides/index.js';
import { CurrentLogin, type Login, notFound } from '../wire/index.js';
import { AssociatedPictures } from './associated-pictures.js';
import { ColourTables } from './colour-tables.js';
import { OpenSlides } from './open-slides.js';
import { typeOf } from './picture-type.js';
import { Tiles } from './tiles.service.js';

/** The next person at the same browser has another cookie, and so must ask again. */
const FOR_GOOD = { 'cache-control': 'private, max-age=31536000, immutable', vary: 'Cookie' };

/** What a viewer asks for beside tiles. */
@Controller('api/slides/:slideId')
export class SlidesController {
  constructor(
    private readonly slides: Slides,
    private readonly tiles: Tiles,
    private readonly open: OpenSlides,
    private readonly pictures: AssociatedPictures,
    private readonly colours: ColourTables,
  ) {}

  @Get()
  async detail(@CurrentLogin() { personId }: Login, @Param('slideId') slideId: string): Promise<SlideDetail> {
    await this.tiles.requireSight(personId, slideId);
    await this.open.check(slideId);
    const [detail, slide] = await Promise.all([this.slides.detail(slideId), this.slides.find(slideId)]);
    if (!detail || !slide) throw notFound('slide');
    return { ...detail, associated: await this.pictures.of(personId, slide) };
  }

  @Get('thumbnail')
  async thumbnail(@CurrentLogin() { personId }: Login, @Param('slideId') slideId: string, @Res({ passthrough: true }) reply: FastifyReply): Promise<Buffer> {
    await this.tiles.requireSight(personId, slideId);
    const bytes = await this.slides.thumbnail(slideId);
    if (!bytes) throw notFound('thumbnail');
    void reply.headers({ ...FOR_GOOD, 'content-type': 'image/jpeg' });
    return bytes;
  }

  /** By right alone, asked anew each time, and kept by no browser: it shows who the patient is. */
  @Get('associated/:picture')
  async associated(
    @CurrentLogin() { personId }: Login,
    @Param('slideId') slideId: string,
    @Param('picture') picture: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    await this.tiles.requireSight(personId, slideId);
    const kind = AssociatedPicture.safeParse(picture);
    if (!kind.success) throw notFound('picture');
    const bytes = await this.pictures.picture(personId, slideId, kind.data);
    void reply.headers({ 'content-type': typeOf(bytes), 'cache-control': 'private, no-store' });
    return bytes;
  }

  @Get('colour-table')
  async colourTable(
    @CurrentLogin() { personId }: Login,
    @Param('slideId') slideId: string,
    @Headers('if-none-match') has: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer | undefined> {
    await this.tiles.requireSight(personId, slideId);
    const { etag, bytes } = await this.colours.table(personId, slideId);
    void reply.headers({ ...FOR_GOOD, etag });
    if (has === etag) return void reply.status(304);
    void reply.header('content-type', typeOf(bytes));
    return bytes;
  }
}
