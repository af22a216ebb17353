import { Injectable } from '@nestjs/common';
import type { QualityDecision, SlideQuality } from '@parfocal/shared/api';
import { People } from '../identity/index.js';
import { Database } from '../platform/index.js';
import { SlideChanges, Slides } from '../slides/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { CaseAccess } from './case-access.service.js';
import { CaseSlideRecord } from './case.entity.js';

/** A slide is argued about a few times; what is more is a loop, and every decision is sent with the slide. */
const MOST_DECISIONS = 50;

/** What people decide of a slide in spite of its measurement. Nothing decided is ever taken back: it is decided anew. */
@Injectable()
export class QualityDecisions {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly slides: Slides,
    private readonly changes: SlideChanges,
    private readonly access: CaseAccess,
  ) {}

  /**
   * Everyone in a live session with the slide hears of it, in whatever case.
   *
   * @throws DomainError `not-found` for a slide that is not of this case or was never measured, `rate-limited` past all patience
   */
  async decide(personId: string, caseId: string, slideId: string, { verdict, reason }: QualityDecision): Promise<SlideQuality> {
    const slide = (await this.access.hasSlide(caseId, slideId)) ? await this.slides.find(slideId) : undefined;
    if (!slide?.quality || slide.deletedAt) throw notFound('measured slide');
    if (slide.quality.overrules.length >= MOST_DECISIONS) throw new DomainError('rate-limited', `${MOST_DECISIONS} decisions on one slide`);
    const [person] = await this.people.find([personId]);
    if (!person) throw notFound('person');
    const quality = await this.slides.overrule(slideId, { verdict, reason, personId, personName: person.displayName, at: Date.now() });
    if (!quality) throw notFound('measured slide');
    this.changes.announce({ kind: 'verdict', slideId });
    for (const place of await this.database.read.findBy(CaseSlideRecord, { slideId })) this.access.announce({ kind: 'slides', caseId: place.caseId });
    return quality;
  }
}
