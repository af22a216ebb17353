import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { CaseRole } from '@parfocal/shared/api';
import { CaseAccess } from '../cases/index.js';
import type { LiveSession } from './live-session.js';
import { LiveSessions } from './live-sessions.js';
import { peerRole } from './peer-role.js';
import { Seating } from './seating.js';
import { SessionSockets } from './session-sockets.js';

/** Carries what changes in a case into its live sessions, at once. */
@Injectable()
export class Membership implements OnModuleInit {
  constructor(
    private readonly access: CaseAccess,
    private readonly live: LiveSessions,
    private readonly seating: Seating,
    private readonly sockets: SessionSockets,
  ) {}

  onModuleInit(): void {
    this.access.changes.subscribe((change) => {
      for (const session of this.live.ofCase(change.caseId)) {
        if (change.kind === 'member') this.apply(session, change.personId, change.role);
        this.sockets.room(session.place.id).emit('case:changed');
      }
    });
  }

  private apply({ place, all }: LiveSession, personId: string, role: CaseRole | null): void {
    for (const seat of all) {
      if (seat.personId !== personId) continue;
      if (role === null) this.seating.expelSeat(place.id, seat, 'not-found');
      else this.seating.setRole(place.id, seat, peerRole(role, place.startedBy === personId));
    }
  }
}
