import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { CaseRole, SlideImage } from '@parfocal/shared/api';
import { createApp } from '../app/index.js';
import { Cases } from '../cases/index.js';
import { Logins, People } from '../identity/index.js';
import { Config, createLog, Database, PinoLogger } from '../platform/index.js';
import { LOGIN_COOKIE } from '../wire/index.js';
import type { CuttableLine } from './cuttable-line.js';
import { freshDatabase } from './fresh-database.js';

/** Someone who can sign in, and a cookie of a login of theirs. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly password: string;
  /** Value of the Cookie header. */
  readonly cookie: string;
  readonly loginId: string;
}

const PASSWORD = 'correct horse battery';

/** 4096 x 4096 pixels in two levels of 256-pixel tiles, 0.25 µm a pixel. */
export const TEST_IMAGE: SlideImage = {
  format: 'generic-tiff',
  widthPx: 4096,
  heightPx: 4096,
  mppX: 0.25,
  mppY: 0.25,
  objectivePower: 40,
  zPlanes: 1,
  channels: 1,
  levels: [
    { widthPx: 4096, heightPx: 4096, tileWidthPx: 256, tileHeightPx: 256, columns: 16, rows: 16, downsample: 1 },
    { widthPx: 1024, heightPx: 1024, tileWidthPx: 256, tileHeightPx: 256, columns: 4, rows: 4, downsample: 4 },
  ],
};

/** A whole server on a free port with a database and folder of its own, and the means to fill it. */
export class TestServer {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly config: Config,
    /** Removes database and folder; by itself where the server was closed before. */
    readonly drop: () => Promise<void>,
  ) {}

  static async start(environment: Record<string, string> = {}, line?: CuttableLine): Promise<TestServer> {
    const database = await freshDatabase();
    const config = Config.parse({ PORT: '0', VOICE_PORT: '0', LOG_LEVEL: 'silent', ...database.environment, ...environment });
    if (line && config.values.DATABASE_URL) config.values.DATABASE_URL = line.through(config.values.DATABASE_URL);
    const app = await createApp(config, new PinoLogger(createLog(config.values.LOG_LEVEL)));
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, (await app.getUrl()).replace('[::1]', '127.0.0.1'), config, database.drop);
  }

  /** The same database and folder under a new server, as after a restart. */
  async restart(): Promise<TestServer> {
    await this.app.close();
    const app = await createApp(this.config, new PinoLogger(createLog(this.config.values.LOG_LEVEL)));
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, (await app.getUrl()).replace('[::1]', '127.0.0.1'), this.config, this.drop);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.drop();
  }

  async person(name: string): Promise<TestPerson> {
    const { id } = await this.app.get(People).create({ name, displayName: name, password: PASSWORD });
    return { id, name, password: PASSWORD, ...(await this.signIn(name)) };
  }

  async signIn(name: string): Promise<{ cookie: string; loginId: string }> {
    const { login, token } = await this.app.get(Logins).signIn({ name, password: PASSWORD }, { address: '127.0.0.1', agent: 'test' });
    return { cookie: `${LOGIN_COOKIE}=${token}`, loginId: login.loginId };
  }

  /** A case of `owner` with one slide's record (no file behind it) and more members. */
  async case(owner: TestPerson, members: Record<string, CaseRole> = {}, slides = 1): Promise<{ caseId: string; slideIds: string[] }> {
    const cases = this.app.get(Cases);
    const caseId = await cases.create(owner.id, { accession: `T-${randomUUID().slice(0, 8)}`, title: 'test', question: '' });
    for (const [personId, role] of Object.entries(members)) await cases.putMember(caseId, personId, role);
    const slideIds: string[] = [];
    for (let i = 0; i < slides; i++) {
      slideIds.push(await this.slide());
      await cases.addSlide(caseId, slideIds.at(-1)!);
    }
    return { caseId, slideIds };
  }

  /** The record of a slide without a file. */
  async slide(image: SlideImage = TEST_IMAGE): Promise<string> {
    const slide = { id: randomUUID(), name: 'A1 · H&E', file: 'none', bytes: 0, digest: '0'.repeat(64), state: 'ready', image: JSON.stringify(image), createdAt: Date.now() };
    const columns = Object.keys(slide).map((column) => `"${column}"`);
    const database = this.app.get(Database);
    const marks = columns.map((_, i) => (database.isEmbedded ? '?' : `$${i + 1}`));
    await database.write((manager) => manager.query(`INSERT INTO slide (${columns.join(', ')}) VALUES (${marks.join(', ')})`, Object.values(slide)));
    return slide.id;
  }

  /** `fetch` as a person, from our own page. */
  fetch(path: string, person?: { cookie: string }, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (person) headers.set('cookie', person.cookie);
    if (init.body && !headers.has('content-type')) headers.set('content-type', 'application/json');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }
}

/** `line`: the way that the server takes to PostgreSQL, for tests that cut it. */
export const startTestServer = (environment?: Record<string, string>, line?: CuttableLine): Promise<TestServer> => TestServer.start(environment, line);
