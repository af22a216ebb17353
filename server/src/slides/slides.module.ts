import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StorageModule } from '../storage/index.js';
import { Fixity } from './fixity.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { SlideChanges } from './slide-changes.js';
import { SlideRemoval } from './slide-removal.js';
import { Slide } from './slide.entity.js';
import { Slides } from './slides.service.js';

@Module({
  imports: [StorageModule, TypeOrmModule.forFeature([Slide])],
  providers: [Fixity, SlideCatalogue, SlideChanges, SlideRemoval, Slides],
  exports: [Fixity, SlideChanges, SlideRemoval, Slides],
})
export class SlidesModule {}
