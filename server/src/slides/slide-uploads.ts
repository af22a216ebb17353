import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, onResponseHookHandler } from 'fastify';

const UPLOAD_TYPE = 'application/octet-stream';
/** How long a refused sender may go on sending while it reads why. */
const LINGER_MS = 2_000;

/**
 * Lets bodies of `application/octet-stream` through as the stream they are, however large: `Slides.receive` limits them.
 * Call it once, before the application listens.
 */
export function acceptSlideUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(UPLOAD_TYPE, (_request, payload, done) => done(null, payload));
  // Not a hook of every route: that would cost each tile something.
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST') route.onResponse = [route.onResponse ?? [], linger].flat();
  });
}

const linger: onResponseHookHandler = ({ raw }, _reply, done) => {
  if (!raw.complete && raw.headers['content-type'] === UPLOAD_TYPE) lingerOn(raw);
  done();
};

/**
 * Answered before everything came. What is on its way may pass, so that the sender gets to read why it was refused (a
 * connection cut at once takes the answer with it), but not the gigabytes that would follow.
 */
function lingerOn(request: IncomingMessage): void {
  const cut = setTimeout(() => request.destroy(), LINGER_MS).unref();
  request.once('end', () => clearTimeout(cut)).resume();
}
