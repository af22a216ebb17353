import { Module } from '@nestjs/common';
import { SlidesModule } from '../slides/index.js';
import { Demonstration } from './demonstration.service.js';
import { DemonstrationSlides } from './demonstration-slides.service.js';

@Module({ imports: [SlidesModule], providers: [Demonstration, DemonstrationSlides], exports: [Demonstration] })
export class DemonstrationModule {}
