import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { In } from 'typeorm';
import { Database } from '../platform/index.js';
import { codeOf } from '../wire/index.js';
import { AttendanceRecord } from './attendance.entity.js';
import { LiveSessions } from './live-sessions.js';

/** Who was in a session, on record (SPEC S27). Written behind those who come in: nobody waits for it, and a crowd is one write. */
@Injectable()
export class Attendance implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(Attendance.name);
  /** Of live sessions: who is on record, or on the way there. */
  private readonly noted = new Map<string, Set<string>>();
  private waiting: AttendanceRecord[] = [];
  private writing: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly live: LiveSessions,
  ) {}

  onModuleInit(): void {
    this.live.changes.subscribe((change) => {
      if (change.kind === 'joined') this.note(change.sessionId, change.seat.personId);
      if (!this.live.get(change.sessionId)) this.noted.delete(change.sessionId);
      // What could not be stored is tried again whenever something happens.
      if (this.waiting.length > 0) this.write();
    });
  }

  async onModuleDestroy(): Promise<void> {
    await this.writing;
  }

  /** The people of each session, who came first first; none for what was before this was kept. */
  async of(sessionIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = sessionIds.length ? await this.database.read.find(AttendanceRecord, { where: { sessionId: In([...sessionIds]) }, order: { at: 'ASC', personId: 'ASC' } }) : [];
    const people = new Map<string, string[]>();
    for (const { sessionId, personId } of found) people.set(sessionId, [...(people.get(sessionId) ?? []), personId]);
    return people;
  }

  private note(sessionId: string, personId: string): void {
    const people = this.noted.get(sessionId) ?? new Set();
    this.noted.set(sessionId, people);
    if (people.has(personId)) return;
    people.add(personId);
    this.waiting.push({ sessionId, personId, at: Date.now() });
  }

  private write(): void {
    this.writing ??= this.writeAll().finally(() => (this.writing = undefined));
  }

  private async writeAll(): Promise<void> {
    while (this.waiting.length > 0) {
      const rows = this.waiting;
      this.waiting = [];
      try {
        // Somebody who was here before a restart is on record already.
        await this.database.write((manager) => manager.createQueryBuilder().insert().into(AttendanceRecord).values(rows).orIgnore().execute());
      } catch (error) {
        this.logger.error({ event: 'session:attendance', code: codeOf(error), err: error });
        this.waiting = [...rows, ...this.waiting];
        return;
      }
    }
  }
}
