import { Body, Controller, Delete, HttpCode, Param, Patch } from '@nestjs/common';
import { SlidePatch, type SlideSummary } from '@parfocal/shared/api';
import { z } from 'zod';
import { SlideRemoval, Slides } from '../slides/index.js';
import { CurrentLogin, type Login, notFound, Wire } from '../wire/index.js';
import { CaseAccess } from './case-access.service.js';
import { Cases } from './cases.service.js';

const id = new Wire(z.uuid());

/** What the referrer says of a slide that is in the case already. */
@Controller('api/cases/:caseId/slides/:slideId')
export class CaseSlidesController {
  constructor(
    private readonly cases: Cases,
    private readonly access: CaseAccess,
    private readonly slides: Slides,
    private readonly removal: SlideRemoval,
  ) {}

  @Patch()
  async rename(
    @CurrentLogin() { personId }: Login,
    @Param('caseId', id) caseId: string,
    @Param('slideId', id) slideId: string,
    @Body(new Wire(SlidePatch)) { name }: SlidePatch,
  ): Promise<SlideSummary> {
    await this.cases.requireManager(personId, caseId);
    if (!(await this.access.hasSlide(caseId, slideId))) throw notFound('slide');
    const slide = await this.slides.rename(slideId, name);
    if (!slide) throw notFound('slide');
    this.access.announce({ kind: 'slides', caseId });
    return slide;
  }

  /** Takes it out of the case. In no other case, it is removed for good: its files, thumbnails and cached tiles go, a tombstone stays. */
  @Delete()
  @HttpCode(204)
  async remove(@CurrentLogin() { personId }: Login, @Param('caseId', id) caseId: string, @Param('slideId', id) slideId: string): Promise<void> {
    await this.cases.requireManager(personId, caseId);
    const isLast = await this.cases.removeSlide(caseId, slideId, (manager) => this.removal.bury(manager, slideId, personId));
    if (isLast) await this.removal.finish(slideId);
  }
}
