import { randomUUID } from 'node:crypto';
import { IngestJobSummary, ingestUrl, UPLOADS_PATH } from '@parfocal/shared/api';
import { type TestPerson, type TestServer, until } from '../../testing/index.js';

const TUS = { 'tus-resumable': '1.0.0' };
const BYTES = { 'content-type': 'application/offset+octet-stream' };

export type Said = Record<string, string | undefined>;

/** tus as a browser speaks it, one request at a time, so that a test can stop between any two. */
export class TusClient {
  constructor(
    private readonly server: Pick<TestServer, 'url'>,
    private readonly person: Pick<TestPerson, 'cookie'>,
  ) {}

  ask(method: string, path: string, headers: Record<string, string> = {}, body?: Uint8Array<ArrayBuffer>): Promise<Response> {
    return fetch(`${this.server.url}${path}`, { method, headers: { cookie: this.person.cookie, ...TUS, ...headers }, ...(body ? { body } : {}) });
  }

  /** POST; nothing is sent yet. */
  create(bytes: number, said: Said): Promise<Response> {
    return this.ask('POST', UPLOADS_PATH, { 'upload-length': String(bytes), 'upload-metadata': metadataOf(said) });
  }

  async begin(bytes: number, said: Said): Promise<string> {
    const answer = await this.create(bytes, said);
    if (answer.status !== 201) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
    return answer.headers.get('location')!;
  }

  append(location: string, offset: number, bytes: Uint8Array): Promise<Response> {
    return this.ask('PATCH', location, { ...BYTES, 'upload-offset': String(offset) }, new Uint8Array(bytes));
  }

  async offset(location: string): Promise<number> {
    return Number((await this.ask('HEAD', location)).headers.get('upload-offset') ?? NaN);
  }

  /** A whole file in one go. */
  async send(bytes: Uint8Array, said: Said): Promise<string> {
    const location = await this.begin(bytes.length, said);
    const answer = await this.append(location, 0, bytes);
    if (answer.status !== 204) throw new Error(`refused: ${answer.status} ${await answer.text()}`);
    return location;
  }

  async jobs(caseId: string): Promise<IngestJobSummary[]> {
    return IngestJobSummary.array().parse(await (await this.ask('GET', ingestUrl(caseId))).json());
  }

  /** The job of a batch, once it has come to an end. */
  async outcome(caseId: string, batchId: string): Promise<IngestJobSummary> {
    let found: IngestJobSummary | undefined;
    await until(async () => {
      found = (await this.jobs(caseId)).find((job) => job.batchId === batchId);
      return found?.state === 'done' || found?.state === 'failed';
    }, 20_000);
    return found!;
  }
}

/** Of a lone file; what is given stands in for, or with `undefined` takes away, what is usual. */
export const saidOf = (caseId: string, given: Said = {}): Said & { batchId: string } => ({ caseId, batchId: randomUUID(), batchFiles: '1', relativePath: 'A1.tif', ...given }) as Said & { batchId: string };

export const metadataOf = (said: Said): string =>
  Object.entries(said)
    .flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${Buffer.from(value).toString('base64')}`]))
    .join(',');
