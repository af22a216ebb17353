import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type APIRequestContext, request } from '@playwright/test';
import { type About, type CaseCreate, type CaseRole, type CaseSummary, type Me, type SessionSummary, type SlideSummary } from '@parfocal/shared/api';
import { partOf, sendSlide } from './send-slide';
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

  static async open(environment: Readonly<Record<string, string>> = {}): Promise<House> {
    const server = await Server.create(environment);
    const about = (await (await fetch(`${server.url}/api/about`)).json()) as About;
    const [referrer, expert] = await Promise.all(about.demonstration.map((signIn) => signedIn(server.url, signIn)));
    return new House(server, referrer!, expert!);
  }

  /** A new case without slides; the expert (or whatever `role` says) is a member. */
  async emptyCase(role: CaseRole = 'expert', words: Partial<CaseCreate> = {}): Promise<string> {
    const { api } = this.referrer;
    const { id } = (await answerOf(api.post('/api/cases', { data: { accession: `E-${Date.now()}`, title: 'End to end', question: '', ...words } }))) as CaseSummary;
    await answerOf(api.put(`/api/cases/${id}/members/${this.expert.me.id}`, { data: { role } }));
    return id;
  }

  /** Files of uploads that are under way, or were left. */
  async incomingUploads(): Promise<string[]> {
    const folder = join(this.server.folder, 'data/slides/incoming');
    return (await readdir(folder)).filter((name) => name.endsWith('.upload')).map((name) => join(folder, name));
  }

  async slidesOf(caseId: string): Promise<SlideSummary[]> {
    return ((await answerOf(this.referrer.api.get(`/api/cases/${caseId}`))) as CaseSummary).slides;
  }

  /** The slide's file, sent and taken in. */
  async addSlide(caseId: string, parts: Parameters<typeof sendSlide>[2], wishes: Parameters<typeof sendSlide>[3] = {}): Promise<SlideSummary> {
    const job = await sendSlide(this.referrer.api, caseId, parts, wishes);
    const slide = (await this.slidesOf(caseId)).find(({ id }) => id === job.slideId);
    if (!slide) throw new Error(`not taken in: ${job.code}`);
    return slide;
  }

  /** A new case with a slide (or the same one several times), the expert (or whatever `role` says) a member, and its session open. */
  async room(kind: SlideKind, role: CaseRole = 'expert', slides = 1): Promise<Room> {
    const caseId = await this.emptyCase(role);
    const part = await partOf(slideFile(kind, this.server.folder));
    const slide = await this.addSlide(caseId, [part]);
    for (let more = 1; more < slides; more++) await this.addSlide(caseId, [part]);
    return this.openSession(caseId, slide);
  }

  /** Opens the session of a case. */
  async openSession(caseId: string, slide: SlideSummary): Promise<Room> {
    const session = (await answerOf(this.referrer.api.post(`/api/cases/${caseId}/session`, { data: { slideId: slide.id } }))) as SessionSummary;
    return { caseId, slide, sessionId: session.id };
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
