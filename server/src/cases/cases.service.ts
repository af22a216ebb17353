import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type CaseCreate, type CaseRole, mayManage } from '@parfocal/shared/api';
import type { EntityManager } from 'typeorm';
import { People } from '../identity/index.js';
import { Database } from '../platform/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { CaseAccess } from './case-access.service.js';
import { CaseMemberRecord, CaseRecord, CaseSlideRecord } from './case.entity.js';

/** Cases, who belongs to them and which slides they have. The first question of every method is who asks. */
@Injectable()
export class Cases {
  constructor(
    private readonly database: Database,
    private readonly access: CaseAccess,
    private readonly people: People,
  ) {}

  /** Whoever brings a case is its referrer. */
  async create(personId: string, { accession, title, question }: CaseCreate): Promise<string> {
    const caseId = randomUUID();
    const now = Date.now();
    await this.database.write(async (manager) => {
      await manager.insert(CaseRecord, { id: caseId, accession, title, question, createdAt: now });
      await manager.insert(CaseMemberRecord, { caseId, personId, role: 'referrer', since: now });
    });
    this.access.announce({ kind: 'member', caseId, personId, role: 'referrer' });
    return caseId;
  }

  /** To anyone else a case does not exist. */
  async roleIn(personId: string, caseId: string): Promise<CaseRole> {
    const role = await this.access.roleOf(personId, caseId);
    if (!role) throw notFound('case');
    return role;
  }

  async requireManager(personId: string, caseId: string): Promise<void> {
    if (!mayManage(await this.roleIn(personId, caseId))) throw new DomainError('forbidden', 'only a referrer manages a case');
  }

  async putMember(caseId: string, personId: string, role: CaseRole): Promise<void> {
    if ((await this.people.find([personId])).length === 0) throw notFound('person');
    await this.change(caseId, async (manager) => {
      const member = await manager.findOneBy(CaseMemberRecord, { caseId, personId });
      if (!member) {
        await manager.insert(CaseMemberRecord, { caseId, personId, role, since: Date.now() });
        return;
      }
      if (!mayManage(role)) await this.keepManager(manager, member);
      await manager.update(CaseMemberRecord, { caseId, personId }, { role });
    });
    this.access.announce({ kind: 'member', caseId, personId, role });
  }

  async removeMember(caseId: string, personId: string): Promise<void> {
    await this.change(caseId, async (manager) => {
      const member = await manager.findOneBy(CaseMemberRecord, { caseId, personId });
      if (!member) throw notFound('member');
      await this.keepManager(manager, member);
      await manager.delete(CaseMemberRecord, { caseId, personId });
    });
    this.access.announce({ kind: 'member', caseId, personId, role: null });
  }

  /** Adding one that is there already is no error. */
  async addSlide(caseId: string, slideId: string): Promise<void> {
    await this.change(caseId, async (manager) => {
      if (await manager.existsBy(CaseSlideRecord, { caseId, slideId })) return;
      const position = await manager.countBy(CaseSlideRecord, { caseId });
      await manager.insert(CaseSlideRecord, { caseId, slideId, position });
    });
    this.access.announce({ kind: 'slides', caseId });
  }

  /** Where it then is in no case any more, `whenLast` is done in the same transaction. Tells whether it was. */
  async removeSlide(caseId: string, slideId: string, whenLast: (manager: EntityManager) => Promise<void>): Promise<boolean> {
    let isLast = false;
    await this.change(caseId, async (manager) => {
      const { affected } = await manager.delete(CaseSlideRecord, { caseId, slideId });
      if (affected !== 1) throw notFound('slide');
      isLast = !(await manager.existsBy(CaseSlideRecord, { slideId }));
      if (isLast) await whenLast(manager);
    });
    this.access.announce({ kind: 'slides', caseId });
    return isLast;
  }

  /** Who manages the case, for the longest first. */
  async managers(caseId: string): Promise<string[]> {
    const members = await this.database.read.find(CaseMemberRecord, { where: { caseId }, order: { since: 'ASC', personId: 'ASC' } });
    return members.filter(({ role }) => mayManage(role)).map(({ personId }) => personId);
  }

  /** The one case of this number. Anyone may bring a case under any number, so where several bear it, none is meant for certain. */
  async findByAccession(accession: string): Promise<string | undefined> {
    const found = await this.database.read.find(CaseRecord, { where: { accession }, take: 2 });
    return found.length === 1 ? found[0]!.id : undefined;
  }

  /** The department's number of a case; `undefined` where there is no such case. */
  async accessionOf(caseId: string): Promise<string | undefined> {
    return (await this.database.read.findOneBy(CaseRecord, { id: caseId }))?.accession;
  }

  /** Changes of one case wait for each other: two referrers who leave at the same moment would each count on the other. */
  private change(caseId: string, work: (manager: EntityManager) => Promise<void>): Promise<void> {
    return this.database.write(async (manager) => {
      // SQLite has one writer at a time anyway, and no word for it.
      if (!this.database.isEmbedded) await manager.findOne(CaseRecord, { where: { id: caseId }, lock: { mode: 'pessimistic_write' } });
      await work(manager);
    });
  }

  /** A case without a manager could never be managed again. */
  private async keepManager(manager: EntityManager, leaving: CaseMemberRecord): Promise<void> {
    if (!mayManage(leaving.role)) return;
    const managers = await manager.countBy(CaseMemberRecord, { caseId: leaving.caseId, role: leaving.role });
    if (managers < 2) throw new DomainError('member.last-owner', 'the last referrer cannot leave');
  }
}
