import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, onResponseHookHandler } from 'fastify';

/** tus sends bytes of a file so. */
const BODY = 'application/offset+octet-stream';
/** How long a refused sender may go on sending while it reads why. */
const LINGER_MS = 2_000;

/**
 * Lets bodies of files through as the streams they are, however large: `Uploads` and `UploadStore` limit them.
 * Call it once, before the application listens.
 */
export function acceptUploads(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(BODY, (_request, payload, done) => done(null, payload));
  // Not a hook of every route: that would cost each tile something.
  fastify.addHook('onRoute', (route) => {
    if (route.method === 'POST' || route.method === 'PATCH') route.onResponse = [route.onResponse ?? [], linger].flat();
  });
}

const linger: onResponseHookHandler = ({ raw }, _reply, done) => {
  if (!raw.complete && raw.headers['content-type'] === BODY) lingerOn(raw);
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
