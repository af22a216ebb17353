import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { StorageModule } from '../storage/index.js';
import { IncomingFiles } from './incoming-files.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { Slide } from './slide.entity.js';
import { SlideIntake } from './slide-intake.js';
import { Slides } from './slides.service.js';

@Module({
  imports: [StorageModule, TypeOrmModule.forFeature([Slide])],
  providers: [IncomingFiles, SlideCatalogue, SlideIntake, Slides],
  exports: [Slides],
})
export class SlidesModule {}
