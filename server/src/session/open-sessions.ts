import { Injectable } from '@nestjs/common';
import { type OpenSession, SessionDirectory } from '../cases/index.js';
import { LiveSessions } from './live-sessions.js';
import { Sessions } from './sessions.service.js';

/** Tells the worklist which cases have an open session, and how many people are there now. */
@Injectable()
export class OpenSessions extends SessionDirectory {
  constructor(
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
  ) {
    super();
  }

  async ofCases(caseIds: readonly string[]): Promise<ReadonlyMap<string, OpenSession>> {
    const records = await this.sessions.openOfCases(caseIds);
    return new Map(records.map(({ caseId, id }) => [caseId, { id, people: this.live.get(id)?.peopleHere ?? 0 }]));
  }
}
