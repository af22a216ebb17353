import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BlobStore } from './blob-store.js';
import { Disk } from './disk.js';
import { IncomingFiles } from './incoming-files.js';
import { LocalBlobStore } from './local-blob-store.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { Slide } from './slide.entity.js';
import { SlideIntake } from './slide-intake.js';
import { Slides } from './slides.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([Slide])],
  providers: [Disk, { provide: BlobStore, useClass: LocalBlobStore }, IncomingFiles, SlideCatalogue, SlideIntake, Slides],
  exports: [Slides],
})
export class SlidesModule {}
