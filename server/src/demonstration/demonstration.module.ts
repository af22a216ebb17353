import { Module } from '@nestjs/common';
import { IngestModule } from '../ingest/index.js';
import { Demonstration } from './demonstration.service.js';
import { DemonstrationSlides } from './demonstration-slides.service.js';

@Module({ imports: [IngestModule], providers: [Demonstration, DemonstrationSlides], exports: [Demonstration] })
export class DemonstrationModule {}
