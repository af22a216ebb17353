import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type APIRequestContext, request } from '@playwright/test';
import { type About, type CaseRole, type CaseSummary, FILE_NAME_HEADER, type Me, type SessionSummary, type SlideSummary } from '@parfocal/shared/api';
import { Server } from './server';
import { type SlideKind, slideFile } from './slides';

/** Someone of the demonstration, signed in. */
export interface Person {
  readonly me: Me;
  readonly cookie: string;
  readonly api: APIRequestContext;
}

export interface Room {
  readonly caseId: string;
  readonly slide: SlideSummary;
  readonly sessionId: string;
}

/** A running server, its two people, and the means to open a fresh case for every test. */
export class House {
  private constructor(
    readonly server: Server,
    readonly referrer: Person,
    readonly expert: Person,
  ) {}

  static async open(): Promise<House> {
    const server = await Server.create();
    const about = (await (await fetch(`${server.url}/api/about`)).json()) as About;
    const [referrer, expert] = await Promise.all(about.demonstration.map((signIn) => signedIn(server.url, signIn)));
    return new House(server, referrer!, expert!);
  }

  /** A new case with a slide (or the same one several times), the expert (or whatever `role` says) a member, and its session open. */
  async room(kind: SlideKind, role: CaseRole = 'expert', slides = 1): Promise<Room> {
    const { api } = this.referrer;
    const record = (await answerOf(api.post('/api/cases', { data: { accession: `E-${Date.now()}`, title: 'End to end', question: '' } }))) as CaseSummary;
    const path = slideFile(kind, this.server.folder);
    const upload = async (): Promise<SlideSummary> =>
      (await answerOf(
        api.post(`/api/cases/${record.id}/slides`, {
          headers: { 'content-type': 'application/octet-stream', [FILE_NAME_HEADER]: encodeURIComponent(basename(path)) },
          data: await readFile(path),
        }),
      )) as SlideSummary;
    const slide = await upload();
    for (let more = 1; more < slides; more++) await upload();
    await answerOf(api.put(`/api/cases/${record.id}/members/${this.expert.me.id}`, { data: { role } }));
    const session = (await answerOf(api.post(`/api/cases/${record.id}/session`, { data: { slideId: slide.id } }))) as SessionSummary;
    return { caseId: record.id, slide, sessionId: session.id };
  }

  async close(): Promise<void> {
    await Promise.all([this.referrer.api.dispose(), this.expert.api.dispose()]);
    await this.server.remove();
  }
}

/** A further login of the same person, as from another browser. */
export async function signedIn(url: string, signIn: { name: string; password: string }): Promise<Person> {
  const api = await request.newContext({ baseURL: url });
  const me = (await answerOf(api.post('/api/login', { data: { name: signIn.name, password: signIn.password } }))) as Me;
  const [cookie] = (await api.storageState()).cookies;
  return { me, cookie: `${cookie!.name}=${cookie!.value}`, api };
}

async function answerOf(asked: ReturnType<APIRequestContext['get']>): Promise<unknown> {
  const answer = await asked;
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
  return answer.json();
}
