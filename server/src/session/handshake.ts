import { Injectable } from '@nestjs/common';
import { type PeerRole, SessionHandshake } from '@parfocal/shared/protocol';
import { DomainError, type Login, LoginSource } from '../wire/index.js';
import type { SessionPlace } from './live-session.js';
import { Sessions } from './sessions.service.js';

/** Everything that is settled about a connection before its first message. */
export interface Admission {
  readonly login: Login;
  readonly place: SessionPlace;
  readonly tabId: string;
  readonly role: PeerRole;
}

/** As much of socket.io's handshake as decides. */
interface Credentials {
  readonly headers: { readonly cookie?: string | undefined };
  readonly auth: unknown;
}

/** Who may enter which session (SPEC S1). */
@Injectable()
export class Handshake {
  constructor(
    private readonly logins: LoginSource,
    private readonly sessions: Sessions,
  ) {}

  /** Throws `login.required`, `body.malformed`, `not-found` (also where the session is not for this person) or `session.ended`. */
  async admit({ headers, auth }: Credentials): Promise<Admission> {
    const login = await this.logins.find(headers.cookie);
    if (!login) throw new DomainError('login.required', 'no valid login');
    const wanted = SessionHandshake.safeParse(auth);
    if (!wanted.success) throw new DomainError('body.malformed', 'no such handshake');
    const { record, role } = await this.sessions.visible(login.personId, wanted.data.sessionId);
    if (record.endedAt !== null) throw new DomainError('session.ended', 'the session is over');
    return { login, place: record, tabId: wanted.data.tabId, role };
  }
}
