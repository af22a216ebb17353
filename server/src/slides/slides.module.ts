import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StorageModule } from '../storage/index.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { SlideChanges } from './slide-changes.js';
import { Slide } from './slide.entity.js';
import { Slides } from './slides.service.js';

@Module({
  imports: [StorageModule, TypeOrmModule.forFeature([Slide])],
  providers: [SlideCatalogue, SlideChanges, Slides],
  exports: [SlideChanges, Slides],
})
export class SlidesModule {}
