import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { UploadMetadata, UPLOADS_PATH } from '@parfocal/shared/api';
import { Server, type Upload as TusUpload } from '@tus/server';
import { DomainError, notFound, Wire } from '../wire/index.js';
import { UploadLocks } from './upload-locks.js';
import { UploadStore } from './upload-store.js';
import { Uploads } from './uploads.service.js';

/** How long a request is given to end when another one wants to go on with its upload. */
const DRAIN_MS = 2_000;

const metadata = new Wire(UploadMetadata);

/** What `@tus/server` is asked with: a web request, and beside it the node request whose end it listens to. */
interface Asked extends Request {
  runtime?: { node: { req: IncomingMessage } };
}

/**
 * tus 1.0.0 (https://tus.io/protocols/resumable-upload; core, creation, creation-with-upload, termination) by `@tus/server`, in the
 * words of the house: who asks comes from the login, and what is refused is thrown as any other error and answered by the same filter.
 */
@Injectable()
export class TusExchange {
  private readonly server: Server;
  private readonly askedBy = new WeakMap<object, string>();
  private readonly refused = new WeakMap<object, unknown>();

  constructor(
    private readonly uploads: Uploads,
    store: UploadStore,
  ) {
    this.server = new Server({
      path: UPLOADS_PATH,
      datastore: store,
      locker: new UploadLocks(),
      lockDrainTimeout: DRAIN_MS,
      relativeLocation: true,
      // Ours are the only pages that may ask; `LoginGuard` sees to it.
      allowedOrigins: [],
      namingFunction: () => randomUUID(),
      onUploadCreate: async (request, upload) => this.begin(request, upload),
      onUploadFinish: async (_request, { id }) => {
        await uploads.settle(id);
        return {};
      },
      onResponseError: (request, error) => {
        this.refused.set(request, error);
        return undefined;
      },
    });
  }

  /**
   * Answers one request of the person. The right to an upload that exists already has been asked for.
   *
   * @throws DomainError for everything that is refused
   */
  async answer(personId: string, raw: IncomingMessage): Promise<{ status: number; headers: Record<string, string> }> {
    const request = asWebRequest(raw);
    this.askedBy.set(request, personId);
    const { status, headers } = await this.server.handleWeb(request);
    if (status >= 400) throw refusal(status, this.refused.get(request));
    return { status, headers: Object.fromEntries([...headers].filter(([name]) => !name.startsWith('access-control-'))) };
  }

  private async begin(request: object, { id, size, metadata: said }: TusUpload): Promise<object> {
    const personId = this.askedBy.get(request);
    if (personId === undefined) throw new DomainError('login.required', 'an upload of nobody');
    if (size === undefined) throw new DomainError('body.malformed', 'the length is not told');
    await this.uploads.begin({ id, personId, bytes: size, metadata: metadata.transform(said ?? {}) });
    return {};
  }
}

function asWebRequest(raw: IncomingMessage): Request {
  const headers = new Headers(Object.entries(raw.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value] as [string, string]] : [])));
  const hasBody = raw.method === 'PATCH' || raw.method === 'POST';
  const body = hasBody ? (Readable.toWeb(raw) as ReadableStream<Uint8Array>) : null;
  const request: Asked = new Request(new URL(raw.url ?? '/', 'http://parfocal'), { method: raw.method, headers, body, duplex: 'half' } as RequestInit);
  request.runtime = { node: { req: raw } };
  return request;
}

/** What was thrown by us says best why; the package's own refusals are of the request's form. */
function refusal(status: number, thrown: unknown): unknown {
  if (typeof thrown === 'object' && thrown !== null && !('status_code' in thrown)) return thrown;
  if (status === 404 || status === 410) return notFound('upload');
  if (status === 409) return new DomainError('upload.conflict', 'another offset than the file has');
  if (status === 413) return new DomainError('upload.changed', 'more bytes than were announced');
  return new DomainError('body.malformed', `not a request of tus 1.0.0 (${status})`);
}
