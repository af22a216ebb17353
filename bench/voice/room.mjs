import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Place } from '../documents/place.mjs';
import { cachedSlide } from '../tiles/slide.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const run = promisify(execFile);
const WORKER = 'mediasoup-worker';
const SLIDE_PX = 1_024;

/** People of one case, a small slide to look at, and the built server with its voice worker. */
export class VoiceRoom {
  static async make(people, tell) {
    const place = await Place.make(people);
    const prepared = await run(process.execPath, [here('../../scripts/voice-worker.mjs')]);
    place.environment.MEDIASOUP_WORKER_BIN = prepared.stdout.trim();
    place.environment.LOG_LEVEL = 'info';
    const file = await cachedSlide(SLIDE_PX, tell);
    await run(process.execPath, [here('../../server/dist/commands/slide.js'), 'import', file, '--name', 'Room', '--case', 'BENCH'], { env: { ...process.env, ...place.environment } });
    return new VoiceRoom(place);
  }

  constructor(place) {
    this.place = place;
    this.folder = place.dataDir;
    this.sessionId = place.sessionId;
    this.cookies = place.people.map(({ cookie }) => cookie);
  }

  /** A fresh server; `environment` beside the usual one. */
  async open(environment = {}) {
    const usual = { ...this.place.environment };
    Object.assign(this.place.environment, environment);
    const { subject, origin, stop } = await this.place.start();
    this.place.environment = usual;
    return new OpenRoom(subject, origin.replace('ws', 'http'), stop);
  }

  /** The slide that can be seen. */
  async slideId(url) {
    const caseId = this.place.path.split('/')[2];
    const { slides } = await (await fetch(`${url}/api/cases/${caseId}`, { headers: { cookie: this.cookies[0] } })).json();
    return slides.find(({ name }) => name === 'Room').id;
  }

  remove() {
    return this.place.remove();
  }
}

class OpenRoom {
  constructor(subject, url, stop) {
    Object.assign(this, { subject, url, stop });
  }

  /** Shares of a core that worker and server took while `work` went on, beside what it says. */
  async during(work) {
    const cpu = () => [this.subject.cpuSecondsOf(WORKER), this.subject.cpuSeconds()];
    const [[worker, all], beganMs] = [cpu(), performance.now()];
    const result = await work();
    const [[workerAfter, allAfter], seconds] = [cpu(), (performance.now() - beganMs) / 1_000];
    return { ...result, workerCoreShare: (workerAfter - worker) / seconds, serverCoreShare: (allAfter - all - workerAfter + worker) / seconds };
  }
}
