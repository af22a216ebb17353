import { Injectable } from '@nestjs/common';
import type { CaseSummary } from '@parfocal/shared/api';
import { In } from 'typeorm';
import { People } from '../identity/index.js';
import { Database } from '../platform/index.js';
import { Slides } from '../slides/index.js';
import { CaseMemberRecord, CaseRecord, CaseSlideRecord } from './case.entity.js';
import { SessionDirectory } from './session-directory.js';

/** Puts together what the worklist shows, in a handful of queries however many cases there are. */
@Injectable()
export class CaseSummaries {
  constructor(
    private readonly database: Database,
    private readonly people: People,
    private readonly slides: Slides,
    private readonly sessions: SessionDirectory,
  ) {}

  /** All cases of a person, newest first; or those of them named. */
  async of(personId: string, only?: readonly string[]): Promise<CaseSummary[]> {
    const own = await this.database.read.findBy(CaseMemberRecord, only ? { personId, caseId: In([...only]) } : { personId });
    const ids = own.map(({ caseId }) => caseId);
    if (ids.length === 0) return [];
    const caseId = In(ids);
    const [records, members, placed, sessions] = await Promise.all([
      this.database.read.find(CaseRecord, { where: { id: caseId }, order: { createdAt: 'DESC' } }),
      this.database.read.find(CaseMemberRecord, { where: { caseId }, order: { since: 'ASC' } }),
      this.database.read.find(CaseSlideRecord, { where: { caseId }, order: { position: 'ASC' } }),
      this.sessions.ofCases(ids),
    ]);
    const people = byId(await this.people.find([...new Set(members.map((member) => member.personId))]));
    const slides = byId(await this.slides.summaries(placed.map(({ slideId }) => slideId)));
    const roles = new Map(own.map((member) => [member.caseId, member.role]));
    return records.map((record) => ({
      ...record,
      role: roles.get(record.id)!,
      session: sessions.get(record.id) ?? null,
      slides: placed.filter((place) => place.caseId === record.id).flatMap(({ slideId }) => slides.get(slideId) ?? []),
      members: members.filter((member) => member.caseId === record.id).flatMap((member) => {
        const person = people.get(member.personId);
        return person ? [{ person, role: member.role }] : [];
      }),
    }));
  }
}

const byId = <T extends { id: string }>(all: readonly T[]): Map<string, T> => new Map(all.map((one) => [one.id, one]));
