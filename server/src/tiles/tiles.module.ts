import { Module } from '@nestjs/common';
import { SlidesModule } from '../slides/index.js';
import { AssociatedPictures } from './associated-pictures.js';
import { ColourTables } from './colour-tables.js';
import { DecodedTiles } from './decoded-tiles.js';
import { Forgetting } from './forgetting.js';
import { OpenSlides } from './open-slides.js';
import { RecentTiles } from './recent-tiles.js';
import { SlidesController } from './slides.controller.js';
import { TileRoute } from './tile.route.js';
import { Tiles } from './tiles.service.js';

@Module({
  imports: [SlidesModule],
  controllers: [SlidesController],
  providers: [AssociatedPictures, ColourTables, DecodedTiles, Forgetting, OpenSlides, RecentTiles, Tiles, TileRoute],
})
export class TilesModule {}
