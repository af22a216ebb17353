import { Module } from '@nestjs/common';
import { SlidesModule } from '../slides/index.js';
import { DecodedTiles } from './decoded-tiles.js';
import { OpenSlides } from './open-slides.js';
import { RecentTiles } from './recent-tiles.js';
import { SlidesController } from './slides.controller.js';
import { TileRoute } from './tile.route.js';
import { Tiles } from './tiles.service.js';

@Module({
  imports: [SlidesModule],
  controllers: [SlidesController],
  providers: [DecodedTiles, OpenSlides, RecentTiles, Tiles, TileRoute],
})
export class TilesModule {}
