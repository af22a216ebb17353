import { Injectable } from '@nestjs/common';
import { mayManage, mayOpenSession } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { DomainError } from '../wire/index.js';
import { LiveSessions } from './live-sessions.js';
import { SessionSockets } from './session-sockets.js';
import { Sessions } from './sessions.service.js';

/** Who may change what everyone in a case shares, and telling those who are there that it changed. */
@Injectable()
export class Editors {
  constructor(
    private readonly cases: Cases,
    private readonly sessions: Sessions,
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  /** @throws DomainError `not-found` to strangers, `forbidden` to members who are neither referrer nor host of the open session */
  async require(personId: string, caseId: string): Promise<void> {
    if (!(await this.may(personId, caseId))) throw new DomainError('forbidden', 'only a referrer or the host changes this');
  }

  /** @throws DomainError `not-found` to strangers */
  async may(personId: string, caseId: string): Promise<boolean> {
    const role = await this.cases.roleIn(personId, caseId);
    if (mayManage(role)) return true;
    const open = await this.sessions.openOfCases([caseId]);
    return mayOpenSession(role) && open.some(({ startedBy }) => startedBy === personId);
  }

  tell(caseId: string): void {
    for (const { place } of this.live.ofCase(caseId)) this.sockets.room(place.id).emit('case:changed');
  }
}
