import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

const UPLOAD_TYPE = 'application/octet-stream';
/** How long a refused sender may go on sending while it reads why. */
const LINGER_MS = 2_000;

/**
 * Lets bodies of `application/octet-stream` through as the stream they are, however large: `Slides.receive` limits them.
 * Call it once, before the application listens.
 */
export function acceptSlideUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(UPLOAD_TYPE, (_request, payload, done) => done(null, payload));
  fastify.addHook('onResponse', (request, _reply, done) => {
    const { raw } = request;
    if (!raw.complete && raw.headers['content-type'] === UPLOAD_TYPE) lingerOn(raw);
    done();
  });
}

/**
 * Answered before everything came. What is on its way may pass, so that the sender gets to read why it was refused (a
 * connection cut at once takes the answer with it), but not the gigabytes that would follow.
 */
function lingerOn(request: IncomingMessage): void {
  const cut = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('end', () => clearTimeout(cut)).resume();
}
