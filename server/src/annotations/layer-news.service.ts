import { Injectable, type OnModuleInit } from '@nestjs/common';
import { layerParts } from '@parfocal/shared/protocol';
import { Documents } from '../documents/index.js';
import { LiveSessions, SessionSockets } from '../session/index.js';

/** Tells the hosts who are here that somebody began to draw into a hidden layer, since only they may know of it (SPEC L5). */
@Injectable()
export class LayerNews implements OnModuleInit {
  constructor(
    private readonly documents: Documents,
    private readonly live: LiveSessions,
    private readonly sockets: SessionSockets,
  ) {}

  onModuleInit(): void {
    this.documents.beginnings.subscribe(({ caseId, layer }) => {
      if (layerParts(layer).kind !== 'hidden') return;
      const hosts = this.live.ofCase(caseId).flatMap(({ all }) => all.flatMap(({ role, socketId }) => (role === 'host' && socketId !== null ? [socketId] : [])));
      // To nobody would mean to everybody.
      if (hosts.length > 0) this.sockets.some(hosts).emit('case:changed');
    });
  }
}
