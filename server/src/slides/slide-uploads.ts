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
    // Answered before everything came: a browser must not push gigabytes at a server that has already refused them.
    if (!raw.complete && raw.headers['content-type'] === UPLOAD_TYPE) setTimeout(() => raw.socket.destroy(), LINGER_MS).unref();
    done();
  });
}
