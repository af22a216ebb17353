import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Stored {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** What the test wants to go wrong: an HTTP status to answer with, or a connection cut in the middle of the body. */
export type Trouble = number | 'cut';

const BUCKET = 'slides';
const KEY_ID = 'stand-in';
const MOST_LISTED = 3;

/**
 * Speaks as much of the S3 protocol as the store uses, over HTTP, from memory: objects with ETags, ranges and conditions, lists in
 * pages of three, uploads in parts, batches of deletions. It takes only requests signed by its own key id.
 */
export class S3StandIn {
  readonly objects = new Map<string, Stored>();
  readonly requests: string[] = [];
  /** Asked before each request. */
  trouble: (method: string, key: string) => Trouble | undefined = () => undefined;
  private readonly uploads = new Map<string, Map<number, Buffer>>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<S3StandIn> {
    const server = createServer();
    const standIn = new S3StandIn(server);
    server.on('request', (request, response) => {
      standIn.answer(request, response).catch(() => response.destroy());
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return standIn;
  }

  /** As the server's configuration names it. */
  get environment(): Record<string, string> {
    const { port } = this.server.address() as AddressInfo;
    return { S3_BUCKET: BUCKET, S3_ENDPOINT: `http://127.0.0.1:${port}`, S3_ACCESS_KEY_ID: KEY_ID, S3_SECRET_ACCESS_KEY: 'secret of the stand-in' };
  }

  /** Uploads in parts that were begun and neither completed nor given up. */
  get unfinished(): number {
    return this.uploads.size;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const [bucket, ...rest] = url.pathname.slice(1).split('/').map(decodeURIComponent);
    const [method, key] = [request.method ?? '', rest.join('/')];
    const body = await bodyOf(request);
    this.requests.push(`${method} ${key} ${request.headers.range ?? ''}`.trim());
    const trouble = this.trouble(method, key);
    if (!request.headers.authorization?.includes(`Credential=${KEY_ID}/`)) return fail(response, 403, 'AccessDenied');
    if (typeof trouble === 'number') return fail(response, trouble, trouble === 503 ? 'SlowDown' : 'InvalidRequest');
    if (bucket !== BUCKET) return fail(response, 404, 'NoSuchBucket');
    if (method === 'PUT') return this.put(url, key, body, response);
    if (method === 'POST') return this.post(url, key, body, response);
    if (method === 'DELETE') return this.abort(url, response);
    return key === '' ? this.list(url, response) : this.get(request, key, response, trouble === 'cut');
  }

  private put({ searchParams }: URL, key: string, body: Buffer, response: ServerResponse): void {
    const part = this.uploads.get(searchParams.get('uploadId') ?? '');
    if (searchParams.has('uploadId') && !part) return fail(response, 404, 'NoSuchUpload');
    const stored = store(body);
    if (part) part.set(Number(searchParams.get('partNumber')), body);
    else this.objects.set(key, stored);
    response.writeHead(200, { etag: stored.etag }).end();
  }

  private post({ searchParams }: URL, key: string, body: Buffer, response: ServerResponse): void {
    if (searchParams.has('delete')) {
      for (const [, found] of body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)) this.objects.delete(unescape(found!));
      return xml(response, '<DeleteResult/>');
    }
    if (searchParams.has('uploads')) {
      const id = randomUUID();
      this.uploads.set(id, new Map());
      return xml(response, `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`);
    }
    const id = searchParams.get('uploadId') ?? '';
    const parts = this.uploads.get(id);
    if (!parts) return fail(response, 404, 'NoSuchUpload');
    const stored = store(Buffer.concat([...parts].sort(([a], [b]) => a - b).map(([, bytes]) => bytes)));
    this.objects.set(key, stored);
    this.uploads.delete(id);
    xml(response, `<CompleteMultipartUploadResult><ETag>${stored.etag}</ETag></CompleteMultipartUploadResult>`);
  }

  private abort({ searchParams }: URL, response: ServerResponse): void {
    this.uploads.delete(searchParams.get('uploadId') ?? '');
    response.writeHead(204).end();
  }

  private list({ searchParams }: URL, response: ServerResponse): void {
    const prefix = searchParams.get('prefix') ?? '';
    const after = searchParams.get('continuation-token') ?? '';
    const found = [...this.objects].filter(([key]) => key.startsWith(prefix) && key > after).sort(([a], [b]) => (a < b ? -1 : 1));
    const page = found.slice(0, MOST_LISTED);
    const isCut = found.length > page.length;
    const contents = page.map(([key, { bytes, etag }]) => `<Contents><Key>${escape(key)}</Key><Size>${bytes.length}</Size><ETag>${escape(etag)}</ETag></Contents>`).join('');
    const next = isCut ? `<NextContinuationToken>${escape(page.at(-1)![0])}</NextContinuationToken>` : '';
    xml(response, `<ListBucketResult><IsTruncated>${isCut}</IsTruncated>${next}${contents}</ListBucketResult>`);
  }

  private get(request: IncomingMessage, key: string, response: ServerResponse, isCut: boolean): void {
    const found = this.objects.get(key);
    if (!found) return fail(response, 404, 'NoSuchKey');
    const wanted = request.headers['if-match'];
    if (wanted !== undefined && wanted !== found.etag) return fail(response, 412, 'PreconditionFailed');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const bytes = from === undefined ? found.bytes : found.bytes.subarray(Number(from), Number(to) + 1);
    response.writeHead(from === undefined ? 200 : 206, { etag: found.etag, 'content-length': bytes.length });
    if (!isCut) response.end(bytes);
    else response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
  }
}

const store = (bytes: Buffer): Stored => ({ bytes, etag: `"${createHash('md5').update(bytes).digest('hex')}"` });
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const unescape = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

function xml(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>${body}`);
}

function fail(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
