import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SlideAccess, SlidesModule } from '../slides/index.js';
import { AlignmentRecord } from './alignment.entity.js';
import { AlignmentsController } from './alignments.controller.js';
import { Alignments } from './alignments.service.js';
import { CaseAccess } from './case-access.service.js';
import { CaseMemberRecord, CaseRecord, CaseSlideRecord } from './case.entity.js';
import { CaseSummaries } from './case-summaries.service.js';
import { CaseSlidesController } from './case-slides.controller.js';
import { CasesController } from './cases.controller.js';
import { Cases } from './cases.service.js';
import { QualityDecisionsController } from './quality-decisions.controller.js';
import { QualityDecisions } from './quality-decisions.service.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([CaseRecord, CaseMemberRecord, CaseSlideRecord, AlignmentRecord]), SlidesModule],
  controllers: [CasesController, CaseSlidesController, QualityDecisionsController, AlignmentsController],
  providers: [Cases, Alignments, QualityDecisions, CaseSummaries, CaseAccess, { provide: SlideAccess, useExisting: CaseAccess }],
  exports: [Cases, CaseAccess, SlideAccess],
})
export class CasesModule {}
