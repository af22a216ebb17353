import { Injectable } from '@nestjs/common';
import type { AlignmentPut, SlideAlignment } from '@parfocal/shared/api';
import { In } from 'typeorm';
import { Database } from '../platform/index.js';
import { notFound } from '../wire/index.js';
import { AlignmentRecord } from './alignment.entity.js';
import { CaseAccess } from './case-access.service.js';
import { CaseSlideRecord } from './case.entity.js';

/** How the slides of a case lie to each other, as its members aligned them. Who may ask is for `Cases` to say. */
@Injectable()
export class Alignments {
  constructor(
    private readonly database: Database,
    private readonly access: CaseAccess,
  ) {}

  /** Those whose two slides still belong to the case. */
  async of(caseId: string): Promise<SlideAlignment[]> {
    const slides = await this.database.read.findBy(CaseSlideRecord, { caseId });
    const here = In(slides.map(({ slideId }) => slideId));
    const found = await this.database.read.find(AlignmentRecord, { where: { caseId, slideA: here, slideB: here }, order: { at: 'ASC' } });
    return found.map(({ slideA, slideB, scale, rotation, dx, dy, personId, at }) => ({ slideA, slideB, scale, rotation, dx, dy, personId, at }));
  }

  /**
   * Stores how a pair lies, in place of what was stored of it.
   *
   * @throws DomainError `not-found` where one of the slides is not of the case
   */
  async put(caseId: string, personId: string, pair: AlignmentPut): Promise<void> {
    for (const slideId of [pair.slideA, pair.slideB]) if (!(await this.access.hasSlide(caseId, slideId))) throw notFound('slide');
    await this.database.write((manager) => manager.upsert(AlignmentRecord, { ...pair, caseId, personId, at: Date.now() }, ['caseId', 'slideA', 'slideB']));
    this.access.announce({ kind: 'slides', caseId });
  }

  /** @throws DomainError `not-found` where nothing is stored of the pair */
  async remove(caseId: string, slideA: string, slideB: string): Promise<void> {
    const { affected } = await this.database.write((manager) => manager.delete(AlignmentRecord, { caseId, slideA, slideB }));
    if (affected === 0) throw notFound('alignment');
    this.access.announce({ kind: 'slides', caseId });
  }
}
