import { Injectable } from '@nestjs/common';
import { type QualityOverrule, type SlideDetail, type SlideQuality, type SlideSummary, verdictOf } from '@parfocal/shared/api';
import { type EntityManager, In, IsNull, LessThan, MoreThan, Not } from 'typeorm';
import { Database } from '../platform/index.js';
import { Slide } from './slide.entity.js';

/** The table of slides. One that was removed is a tombstone, which only `removedButStored` finds. */
@Injectable()
export class SlideCatalogue {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<Slide | undefined> {
    return (await this.database.read.findOneBy(Slide, { id, deletedAt: IsNull() })) ?? undefined;
  }

  findAll(ids: readonly string[]): Promise<Slide[]> {
    return ids.length > 0 ? this.database.read.findBy(Slide, { id: In([...new Set(ids)]), deletedAt: IsNull() }) : Promise.resolve([]);
  }

  /** Newest first. */
  list(): Promise<Slide[]> {
    return this.database.read.find(Slide, { where: { deletedAt: IsNull() }, order: { createdAt: 'DESC', id: 'ASC' } });
  }

  async add(slide: Slide): Promise<void> {
    await this.database.write((manager) => manager.insert(Slide, slide));
  }

  async rename(id: string, name: string): Promise<void> {
    await this.database.write((manager) => manager.update(Slide, { id }, { name }));
  }

  /** Adds to what was decided of the slide's quality; `undefined` where there is no slide, or nothing was measured. */
  overrule(id: string, overrule: QualityOverrule): Promise<SlideQuality | undefined> {
    return this.database.write(async (manager) => {
      // Two who decide at the same moment are both heard. SQLite has one writer at a time anyway, and no word for it.
      const slide = await manager.findOne(Slide, { where: { id }, ...(this.database.isEmbedded ? {} : { lock: { mode: 'pessimistic_write' } }) });
      if (!slide?.quality) return undefined;
      const { report, overrules } = slide.quality;
      const quality = { report, overrules: [...overrules, overrule] };
      await manager.update(Slide, { id }, { quality });
      return quality;
    });
  }

  /** Makes a tombstone of it, within a transaction of the caller's. Its names go: they were the file's, which may be the patient's. */
  async bury(manager: EntityManager, id: string, personId: string, now: number): Promise<void> {
    await manager.update(Slide, { id, deletedAt: IsNull() }, { deletedAt: now, deletedBy: personId, name: '', file: '' });
  }

  /** Tombstones whose files may still be there: their size was not set to nothing. */
  async removedButStored(): Promise<string[]> {
    const found = await this.database.read.find(Slide, { where: { deletedAt: Not(IsNull()), bytes: MoreThan(0) }, select: { id: true } });
    return found.map(({ id }) => id);
  }

  async setStored(id: string, bytes: number): Promise<void> {
    await this.database.write((manager) => manager.update(Slide, { id }, { bytes }));
  }

  /** Last compared with its digest before `before`. */
  async longestUnchecked(before: number, except: readonly string[]): Promise<Slide | undefined> {
    return (await this.database.read.findOne(Slide, { where: { id: Not(In([...except])), deletedAt: IsNull(), checkedAt: LessThan(before) }, order: { checkedAt: 'ASC' } })) ?? undefined;
  }

  async checked(id: string, checkedAt: number, isSound: boolean): Promise<void> {
    await this.database.write((manager) => manager.update(Slide, { id }, { checkedAt, state: isSound ? 'ready' : 'damaged' }));
  }

  async setState(id: string, state: SlideSummary['state']): Promise<void> {
    await this.database.write((manager) => manager.update(Slide, { id }, { state }));
  }
}

export const summaryOf = ({ id, name, state, image, quality }: Slide): SlideSummary => ({
  id,
  name,
  state,
  verdict: quality && verdictOf(quality),
  widthPx: image.widthPx,
  heightPx: image.heightPx,
  mppX: image.mppX ?? null,
  mppY: image.mppY ?? null,
  objectivePower: image.objectivePower ?? null,
});

export const detailOf = (slide: Slide): SlideDetail => {
  const { image, digest, origin, quality, isDeidentified } = slide;
  return { ...summaryOf(slide), image, digest, origin, associated: [], quality, isDeidentified };
};
