import { Injectable } from '@nestjs/common';
import { LiveSessions, SessionSockets } from '../session/index.js';

/** Tells everyone in a session of a case that its scenes are others now (SPEC N6). */
@Injectable()
export class SceneNews {
  constructor(
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  tell(caseId: string, revision: number): void {
    for (const { place } of this.live.ofCase(caseId)) this.sockets.room(place.id).emit('scenes:changed', { revision });
  }
}
