/** A case to draw in, or several: people who are signed in, all of them experts of cases with one slide each, in a data folder of its own. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Subject } from '../measuring/subject.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export class Place {
  /** `sessions`: how many cases, each with an open session; most loads need one. */
  static async make(people, sessions = 1) {
    const dataDir = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
    const environment = { DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', VOICE_PORT: '0', LOG_LEVEL: 'info', DATABASE_URL: '', DEMO: '0' };
    const seeded = await promisify(execFile)(process.execPath, [here('../measuring/seed.mjs'), String(people), String(sessions)], { env: { ...process.env, ...environment } });
    return new Place(dataDir, environment, JSON.parse(seeded.stdout.trim().split('\n').at(-1)));
  }

  constructor(dataDir, environment, { sessions, cookies, personIds }) {
    this.sessions = sessions.map(({ sessionId, caseId, slideId }) => ({ sessionId, document: `${caseId}/${slideId}/case` }));
    Object.assign(this, { dataDir, environment, ...this.sessions[0] });
    this.path = `/collab/${this.document}`;
    this.people = personIds.map((id, index) => ({ id, cookie: cookies[index] }));
  }

  /** The built server on this data, in a process of its own, once it listens. */
  async serve() {
    const subject = new Subject(here('../../server/dist/main.js'), this.environment);
    const listening = new Promise((done) => subject.lines.on('line', (line) => {
      const [url] = /http:\/\/[^"\s]+:\d+/.exec(line) ?? [];
      if (url) done(`${url.replace('http', 'ws').replace('[::1]', '127.0.0.1')}${this.path}`);
    }));
    const ended = once(subject.process, 'exit').then(([code, signal]) => Promise.reject(new Error(`the server ended with ${code ?? signal}`)));
    ended.catch(() => undefined);
    return { subject, url: await Promise.race([listening, ended]) };
  }

  /** The same for who measures several in turn; `origin`: of the server. */
  async start() {
    const { subject, url } = await this.serve();
    return { subject, url, origin: url.slice(0, -this.path.length), stop: () => subject.stop() };
  }

  remove() {
    return rm(this.dataDir, { recursive: true, force: true });
  }
}
