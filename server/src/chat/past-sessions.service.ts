import { Injectable } from '@nestjs/common';
import type { PastChat, PastSession } from '@parfocal/shared/api';
import { People } from '../identity/index.js';
import { Attendance, Sessions } from '../session/index.js';
import { Chats, type Writer } from './chats.service.js';

/** Sessions that are over, and what was written in them, for whoever is in the case now (SPEC C7). */
@Injectable()
export class PastSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly attendance: Attendance,
    private readonly chats: Chats,
    private readonly people: People,
  ) {}

  /** @throws DomainError `not-found` to strangers */
  async of(personId: string, caseId: string): Promise<PastSession[]> {
    const records = await this.sessions.past(personId, caseId);
    const ids = records.map(({ id }) => id);
    const [attended, writers] = await Promise.all([this.attendance.of(ids), this.chats.writers(ids)]);
    const wrote = (sessionId: string): Writer[] => writers.filter((one) => one.sessionId === sessionId);
    // Whoever began it or wrote in it was there, also before attendance was kept.
    const idsOf = records.map(({ id, startedBy }) => [...new Set([...(attended.get(id) ?? []), startedBy, ...wrote(id).map((one) => one.personId)])]);
    const named = new Map((await this.people.find([...new Set(idsOf.flat())])).map((person) => [person.id, person]));
    return records.map(({ id, kind, createdAt, endedAt }, i) => ({
      id, kind, createdAt, endedAt: endedAt ?? createdAt,
      people: idsOf[i]!.flatMap((one) => named.get(one) ?? []),
      messages: wrote(id).reduce((sum, { messages }) => sum + messages, 0),
    }));
  }

  /** @throws DomainError `not-found` to strangers, as if there were no such session */
  async chat(personId: string, sessionId: string, before: number | undefined): Promise<PastChat> {
    await this.sessions.visible(personId, sessionId);
    const messages = await (before === undefined ? this.chats.recent(sessionId) : this.chats.before(sessionId, before));
    return { messages, people: await this.people.find([...new Set(messages.map((message) => message.personId))]) };
  }
}
