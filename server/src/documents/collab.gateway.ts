import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type BeforeApplicationShutdown, Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { COLLAB_BEAT_MS, COLLAB_MAX_STEP2_BYTES, COLLAB_PATH, CollabClose } from '@parfocal/shared/protocol';
import type { Subscription } from 'rxjs';
import { WebSocketServer, type WebSocket } from 'ws';
import type { CaseChange } from '../cases/index.js';
import { codeOf, Connections, refuseUpgrade, Upgrades } from '../wire/index.js';
import { Admission } from './admission.service.js';
import { type Admitted, CollabConnection } from './collab-connection.js';
import { reasonOf } from './document-log.service.js';
import { DocumentTick } from './document-tick.service.js';
import { Documents } from './documents.service.js';
import { mayWriteIn } from './layers/layers.service.js';
import { SERVICE_RESTART } from './peer.js';

/** Of one person: more than the layers of anyone's tabs, and each may hold a step 2 of 16 MiB in memory before it is whole. */
const CONNECTIONS_OF_PERSON_MAX = 64;
/** How long a stopping server waits for the database, and then for its clients' goodbye. */
const FLUSH_PATIENCE_MS = 5_000;
const GOODBYE_MS = 1_000;

/** The door of the documents lane: the y-websocket protocol at `/collab/<caseId>/<slideId>/<layer>`. */
@Injectable()
export class CollabGateway implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(CollabGateway.name);
  private readonly connections = new Set<CollabConnection>();
  private readonly server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    // So that a step 2 that is only somewhat too large can still be refused by name.
    maxPayload: COLLAB_MAX_STEP2_BYTES + 64 * 1024,
  });
  private caseChanges: Subscription | undefined;
  private beats: NodeJS.Timeout | undefined;
  private isStopping = false;

  constructor(
    private readonly upgrades: Upgrades,
    private readonly admission: Admission,
    private readonly logins: Connections,
    private readonly documents: Documents,
    private readonly tick: DocumentTick,
  ) {}

  onModuleInit(): void {
    this.upgrades.serve(COLLAB_PATH, (request, socket, head, path) => void this.upgrade(request, socket, head, path));
    this.caseChanges = this.admission.changes.subscribe((change) => this.apply(change));
    this.beats = setInterval(() => this.connections.forEach((connection) => connection.beat()), COLLAB_BEAT_MS).unref();
  }

  /** Nothing that was heard is lost: it is stored and acknowledged before anyone is sent away. */
  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.beats);
    this.caseChanges?.unsubscribe();
    await this.tick.flush(FLUSH_PATIENCE_MS);
    for (const connection of this.connections) connection.close(SERVICE_RESTART, 'restart');
    const until = performance.now() + GOODBYE_MS;
    while (this.connections.size > 0 && performance.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const connection of this.connections) connection.terminate();
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, path: string): Promise<void> {
    if (this.isStopping) return refuseUpgrade(socket, 503);
    try {
      const admitted = await this.admission.admit(request, path);
      if (typeof admitted === 'number') return refuseUpgrade(socket, admitted);
      if (this.connectionsOf(admitted.personId) >= CONNECTIONS_OF_PERSON_MAX) return refuseUpgrade(socket, 429);
      this.server.handleUpgrade(request, socket, head, (webSocket) => void this.welcome(request, webSocket, socket, admitted));
    } catch (error) {
      this.logger.error({ event: 'not admitted', reason: reasonOf(error) });
      refuseUpgrade(socket, 503);
    }
  }

  private async welcome(request: IncomingMessage, webSocket: WebSocket, stream: Duplex, admitted: Admitted): Promise<void> {
    const connection = new CollabConnection(webSocket, stream, admitted, (document) => this.tick.wake(document));
    const forgetLogin = this.logins.add(admitted.loginId, (code) => connection.close(CollabClose.loginRevoked, code));
    this.connections.add(connection);
    webSocket.on('close', () => {
      connection.closed();
      forgetLogin();
      this.connections.delete(connection);
    });
    try {
      const document = await this.documents.open(admitted.name);
      if (webSocket.readyState === webSocket.CLOSED) return this.documents.release(document);
      webSocket.on('close', () => this.documents.release(document));
      // Login and role may have changed since the handshake; from here on every change is heard.
      const now = await this.admission.mayStillCome(request, admitted);
      if (now === 401) return connection.close(CollabClose.loginRevoked, 'login.revoked');
      if (now === 404) return connection.close(CollabClose.notFound, 'not-found');
      if (this.isStopping) return connection.close(SERVICE_RESTART, 'restart');
      connection.start(document, now.mayWrite);
    } catch (error) {
      connection.close(CollabClose.unreadable, codeOf(error));
    }
  }

  private connectionsOf(personId: string): number {
    let count = 0;
    for (const { admitted } of this.connections) if (admitted.personId === personId) count += 1;
    return count;
  }

  /** A role counts from the moment it changes, also for what is already waiting. */
  private apply(change: CaseChange): void {
    for (const connection of this.connections) {
      const { name, personId } = connection.admitted;
      if (name.caseId !== change.caseId) continue;
      if (change.kind === 'slides') void this.checkSlide(connection);
      else if (change.personId === personId) {
        if (change.role) connection.grant(mayWriteIn(name, personId, change.role));
        else connection.close(CollabClose.notFound, 'not-found');
      }
    }
  }

  private async checkSlide(connection: CollabConnection): Promise<void> {
    try {
      if (!(await this.admission.hasSlide(connection.admitted.name))) connection.close(CollabClose.notFound, 'not-found');
    } catch (error) {
      connection.close(CollabClose.unreadable, codeOf(error));
    }
  }
}
