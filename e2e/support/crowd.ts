import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { House, Room } from './house';
import { Participant } from './participant';
import { ROOT } from './server';

/** Many participants of one session, who behave as a room full of people does. */
export class Crowd {
  private constructor(readonly participants: readonly Participant[]) {}

  /** Makes `people` accounts, members of the case, and lets them join, by turns through one of `urls`. */
  static async join(house: House, room: Room, people: number, urls: readonly string[]): Promise<Crowd> {
    const environment = { ...process.env, DATA_DIR: join(house.server.folder, 'data'), LOG_LEVEL: 'warn', DATABASE_URL: '' };
    const { stdout } = await promisify(execFile)(process.execPath, ['e2e/support/seed-crowd.mjs', String(people)], { cwd: ROOT, env: environment });
    const made = JSON.parse(stdout.trim().split('\n').at(-1)!) as { id: string; cookie: string }[];
    for (const { id } of made) {
      const answer = await house.referrer.api.put(`/api/cases/${room.caseId}/members/${id}`, { data: { role: 'resident' } });
      if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
    }
    // The stock client of documents listens for the end of the process, each by itself.
    process.setMaxListeners(people + process.getMaxListeners());
    return new Crowd(made.map((person, index) => new Participant(urls[index % urls.length]!, room, person)));
  }

  /** Until everyone is in a session of `people` and has all of the document. Returns how long that took, and when the last of each thing came that had been lacking, in ms. */
  async areBack(people: number): Promise<Record<string, number>> {
    const begun = performance.now();
    const came: Record<string, number> = {};
    const away = (): number => {
      const lacking = this.participants.flatMap((one) => one.lacks(people) ?? []);
      for (const thing of lacking) came[thing] = Math.round(performance.now() - begun);
      return lacking.length;
    };
    await expect.poll(away, { message: 'participants who are not back', timeout: 45_000, intervals: [25] }).toBe(0);
    return { ...came, all: Math.round(performance.now() - begun) };
  }

  /** Ids of all that was drawn, sorted. */
  get drawn(): string[] {
    return this.participants.flatMap(({ drawn }) => drawn).sort();
  }

  draw(): void {
    for (const one of this.participants) one.draw();
  }

  leave(): void {
    for (const one of this.participants) one.leave();
  }
}

/** Ends the voice worker of a server without a warning. */
export async function killVoiceWorker(serverPid: number): Promise<void> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const [, program = '', parent] = /\((.*)\) \S (\d+)/.exec(stat) ?? [];
    if (Number(parent) === serverPid && program.startsWith('mediasoup')) process.kill(Number(name), 'SIGKILL');
  }
}
