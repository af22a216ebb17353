import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { LoginBody, LoginSummary } from '@parfocal/shared/api';
import { IsNull, MoreThan } from 'typeorm';
import { Config, Database } from '../platform/index.js';
import { Connections, DomainError, type Login, LoginSource, notFound } from '../wire/index.js';
import { createToken, digestIn, digestOf } from './login-cookie.js';
import { LoginRecord } from './login.entity.js';
import { Passwords } from './passwords.js';
import { Person } from './person.entity.js';
import { SignInThrottle } from './sign-in.throttle.js';

interface KnownLogin {
  readonly login: Login;
  lastSeenAt: number;
}

/** Logins kept in memory; one that had to make room is read again. */
const REMEMBERED = 10_000;

/** How often a login in use is noted as such. */
const SEEN_INTERVAL_MS = 60_000;

/** Where the client is, as far as signing in is concerned. */
export interface Caller {
  readonly address: string;
  readonly agent: string;
}

/** Signs people in and out. A login in use is found in memory: every tile asks. */
@Injectable()
export class Logins extends LoginSource {
  private readonly logger = new Logger(Logins.name);
  private readonly known = new Map<string, KnownLogin>();
  private readonly throttle = new SignInThrottle();
  /** Rises with every revocation, so that a login read from the database just before is not remembered after it. */
  private revocations = 0;

  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly passwords: Passwords,
    private readonly connections: Connections,
  ) {
    super();
  }

  /** Throws `login.wrong` or `login.throttled`; both say nothing of whether the name exists. */
  async signIn({ name, password }: LoginBody, { address, agent }: Caller): Promise<{ login: Login; token: string }> {
    const wanted = name.toLowerCase();
    if (this.throttle.isBlocked(wanted, address)) throw new DomainError('login.throttled', 'too many wrong passwords');
    // Counted before the slow check, so that guesses in parallel count too.
    this.throttle.failed(wanted, address);
    const person = await this.whose(wanted, password).catch((error: unknown) => {
      this.throttle.withdrawn(wanted, address);
      throw error;
    });
    if (!person) throw new DomainError('login.wrong', 'wrong name or password');
    this.throttle.succeeded(wanted, address);
    const token = createToken();
    const now = Date.now();
    const record = { id: randomUUID(), personId: person.id, tokenDigest: digestOf(token), agent: agent.slice(0, 200), createdAt: now, lastSeenAt: now, revokedAt: null };
    await this.database.write((manager) => manager.insert(LoginRecord, record));
    return { login: { loginId: record.id, personId: person.id, displayName: person.displayName }, token };
  }

  async find(cookieHeader: string | undefined): Promise<Login | undefined> {
    const digest = digestIn(cookieHeader);
    if (!digest) return undefined;
    const known = this.known.get(digest) ?? (await this.load(digest));
    if (!known) return undefined;
    const now = Date.now();
    if (now - known.lastSeenAt > this.idleMs) {
      this.known.delete(digest);
      return undefined;
    }
    if (now - known.lastSeenAt > SEEN_INTERVAL_MS) void this.seen(known, now);
    return known.login;
  }

  async ofPerson({ personId, loginId }: Login): Promise<LoginSummary[]> {
    const records = await this.database.read.find(LoginRecord, {
      where: { personId, revokedAt: IsNull(), lastSeenAt: MoreThan(Date.now() - this.idleMs) },
      order: { lastSeenAt: 'DESC' },
    });
    return records.map(({ id, createdAt, lastSeenAt, agent }) => ({ id, createdAt, lastSeenAt, agent, current: id === loginId }));
  }

  /** Ends a login of the same person, and every socket that came with it, at once. */
  async revoke({ personId }: Login, loginId: string): Promise<void> {
    const record = await this.database.read.findOneBy(LoginRecord, { id: loginId, personId });
    if (!record) throw notFound('login');
    await this.database.write((manager) => manager.update(LoginRecord, { id: loginId }, { revokedAt: Date.now() }));
    this.revocations += 1;
    this.known.delete(record.tokenDigest);
    this.connections.closeLogin(loginId);
  }

  /** Whose name and password these are. */
  private async whose(name: string, password: string): Promise<Person | undefined> {
    const person = await this.database.read.findOneBy(Person, { name });
    const matches = await this.passwords.matches(password, person?.passwordHash);
    return matches && person ? person : undefined;
  }

  private get idleMs(): number {
    return this.config.values.LOGIN_IDLE_HOURS * 3_600_000;
  }

  private async load(tokenDigest: string): Promise<KnownLogin | undefined> {
    const before = this.revocations;
    const record = await this.database.read.findOneBy(LoginRecord, { tokenDigest, revokedAt: IsNull() });
    const person = record && (await this.database.read.findOneBy(Person, { id: record.personId }));
    if (!record || !person) return undefined;
    const known = { login: { loginId: record.id, personId: person.id, displayName: person.displayName }, lastSeenAt: record.lastSeenAt };
    if (before !== this.revocations) return this.load(tokenDigest);
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value!);
    this.known.set(tokenDigest, known);
    return known;
  }

  /** Nobody waits for it, and what can be read without it goes on: the next minute tries again. */
  private async seen(known: KnownLogin, now: number): Promise<void> {
    known.lastSeenAt = now;
    try {
      await this.database.write((manager) => manager.update(LoginRecord, { id: known.login.loginId }, { lastSeenAt: now }));
    } catch (error) {
      this.logger.error({ loginId: known.login.loginId, event: 'a login in use could not be noted', err: error });
    }
  }
}
