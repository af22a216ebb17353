import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { IngestJobSummary, ingestUrl, type UploadMetadata, UPLOADS_PATH } from '@parfocal/shared/api';
import { type APIRequestContext, expect } from '@playwright/test';

const TUS = { 'tus-resumable': '1.0.0' };

/** One file of a slide, and where it lies within it. */
export interface SlidePart {
  readonly path: string;
  readonly bytes: Buffer;
}

/** How it is to be treated; else as the screen has it from the start. */
type Wishes = Partial<Pick<UploadMetadata, 'occasion' | 'deidentify' | 'name'>>;

export const partOf = async (path: string): Promise<SlidePart> => ({ path: basename(path), bytes: await readFile(path) });

/** Sends a slide by tus as the browser does, and resolves with its job once that has come to an end, good or bad. */
export async function sendSlide(api: APIRequestContext, caseId: string, parts: readonly SlidePart[], wishes: Wishes = {}): Promise<IngestJobSummary> {
  const batchId = randomUUID();
  for (const { path, bytes } of parts) {
    const said = { caseId, batchId, batchFiles: String(parts.length), relativePath: path, ...wishes, deidentify: wishes.deidentify ? '1' : '0' };
    const metadata = Object.entries(said).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`).join(',');
    const begun = await api.post(UPLOADS_PATH, { headers: { ...TUS, 'upload-length': String(bytes.length), 'upload-metadata': metadata } });
    expect(begun.status(), await begun.text()).toBe(201);
    const sent = await api.patch(begun.headers().location!, { headers: { ...TUS, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' }, data: bytes });
    expect(sent.status(), await sent.text()).toBe(204);
  }
  return jobOf(api, caseId, (job) => job.batchId === batchId);
}

/** The first job of a case that is meant, once it has come to an end. A server that is away is asked again. */
export async function jobOf(api: APIRequestContext, caseId: string, isMeant: (job: IngestJobSummary) => boolean = () => true): Promise<IngestJobSummary> {
  let found: IngestJobSummary | undefined;
  const look = async (): Promise<string | undefined> => {
    const answer = await api.get(ingestUrl(caseId)).catch(() => undefined);
    found = answer?.ok() ? IngestJobSummary.array().parse(await answer.json()).find(isMeant) : undefined;
    return found?.state;
  };
  await expect.poll(look, { timeout: 60_000, intervals: [20, 50, 100, 250] }).toMatch(/done|failed/);
  return found!;
}
