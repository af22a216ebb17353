import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { mayOpenSession, PAST_SESSIONS_MAX, type SessionSummary } from '@parfocal/shared/api';
import type { SessionKind } from '@parfocal/shared/protocol';
import { In, IsNull, Not } from 'typeorm';
import { CaseAccess } from '../cases/index.js';
import { Database } from '../platform/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { LiveSessions } from './live-sessions.js';
import { peerRole } from './peer-role.js';
import { SessionRecord } from './session.entity.js';

/** Sessions on record: which are open, and who may open and end them. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: Database,
    private readonly access: CaseAccess,
    private readonly live: LiveSessions,
  ) {}

  /** The open session of the case, or a new one. Throws `not-found` to strangers and `forbidden` to observers. */
  async open(personId: string, caseId: string, slideId: string, kind: SessionKind = 'consultation'): Promise<SessionSummary> {
    const role = await this.access.roleOf(personId, caseId);
    if (!role) throw notFound('case');
    const before = await this.openOf(caseId);
    if (before) return summaryOf(before);
    if (!mayOpenSession(role)) throw new DomainError('forbidden', 'an observer joins sessions, but opens none');
    if (!(await this.access.hasSlide(caseId, slideId))) throw notFound('slide');
    const record = { id: randomUUID(), caseId, slideId, startedBy: personId, kind, createdAt: Date.now(), endedAt: null };
    try {
      await this.database.write((manager) => manager.insert(SessionRecord, record));
    } catch (error) {
      // Two people opened it at the same moment: the index lets one of them through.
      const other = await this.openOf(caseId);
      if (other) return summaryOf(other);
      throw error;
    }
    return summaryOf(record);
  }

  /** Throws `not-found` to strangers, as if there were none, and `session.ended` to members once it is over. */
  async get(personId: string, sessionId: string): Promise<SessionSummary> {
    const { record } = await this.visible(personId, sessionId);
    if (record.endedAt !== null) throw new DomainError('session.ended', 'the session is over');
    return summaryOf(record);
  }

  /** Ends it for everyone. Ending twice is no error. */
  async end(personId: string, sessionId: string): Promise<void> {
    const { record, role } = await this.visible(personId, sessionId);
    if (role !== 'host') throw new DomainError('forbidden', 'only a host ends a session');
    if (record.endedAt === null) {
      await this.database.write((manager) => manager.update(SessionRecord, { id: sessionId, endedAt: IsNull() }, { endedAt: Date.now() }));
    }
    this.live.end(sessionId);
  }

  openOfCases(caseIds: readonly string[]): Promise<SessionRecord[]> {
    return this.database.read.findBy(SessionRecord, { caseId: In([...caseIds]), endedAt: IsNull() });
  }

  /** The sessions of the case that are over, the newest first. Throws `not-found` to strangers. */
  async past(personId: string, caseId: string): Promise<SessionRecord[]> {
    if (!(await this.access.roleOf(personId, caseId))) throw notFound('case');
    return this.database.read.find(SessionRecord, { where: { caseId, endedAt: Not(IsNull()) }, order: { createdAt: 'DESC' }, take: PAST_SESSIONS_MAX });
  }

  /** A session as its case's member sees it, with the member's role in it. */
  async visible(personId: string, sessionId: string): Promise<{ record: SessionRecord; role: ReturnType<typeof peerRole> }> {
    const record = await this.database.read.findOneBy(SessionRecord, { id: sessionId });
    const role = record && (await this.access.roleOf(personId, record.caseId));
    if (!record || !role) throw notFound('session');
    return { record, role: peerRole(role, record.startedBy === personId) };
  }

  /** Whether there is such a session of the case, open or over. */
  isOf(sessionId: string, caseId: string): Promise<boolean> {
    return this.database.read.existsBy(SessionRecord, { id: sessionId, caseId });
  }

  /** Those of these sessions that are of the case, the newest first. */
  of(caseId: string, ids: readonly string[]): Promise<SessionRecord[]> {
    return this.database.read.find(SessionRecord, { where: { id: In([...ids]), caseId }, order: { createdAt: 'DESC' } });
  }

  private openOf(caseId: string): Promise<SessionRecord | null> {
    return this.database.read.findOneBy(SessionRecord, { caseId, endedAt: IsNull() });
  }
}

const summaryOf = ({ id, caseId, slideId, startedBy, kind, createdAt }: SessionRecord): SessionSummary => ({ id, caseId, slideId, startedBy, kind, createdAt });
