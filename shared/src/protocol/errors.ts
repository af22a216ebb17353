/**
 * Why the server said no. Codes are part of the protocol: the client has a sentence for each, in every language
 * it speaks (`errors.<code>`).
 */
export const ERROR_CODES = [
  'internal',
  'not-found',
  'forbidden',
  'rate-limited',
  'unavailable',
  'body.malformed',
  'body.too-large',
  'origin.foreign',
  'login.required',
  'login.wrong',
  'login.throttled',
  'login.revoked',
  'person.name-taken',
  'member.last-owner',
  'session.ended',
  'session.full',
  'session.replaced',
  'presenter.stale',
  'presenter.forbidden',
  'document.read-only',
  'document.malformed',
  'document.author',
  'document.client',
  'document.gap',
  'document.too-large',
  'document.unreadable',
  'document.not-saving',
  'vocabulary.stale',
  'slide.not-a-slide',
  'slide.not-tiled',
  'slide.truncated',
  'slide.damaged',
  'slide.format-unsupported',
  'slide.needs-openslide',
  'slide.compression-unsupported',
  'slide.pixels-unsupported',
  'slide.too-large',
  'slide.gone',
  'slide.unreachable',
  'slide.tile-damaged',
  'slide.profile-damaged',
  'slide.archive-refused',
  'slide.several',
  'slide.needs-converter',
  'slide.conversion-failed',
  'slide.cannot-deidentify',
  'storage.full',
  'upload.changed',
  'upload.conflict',
  'upload.too-many',
  'ingest.gave-up',
  'chat.full',
  'voice.unavailable',
  'voice.preparing',
  'voice.refused',
  'voice.forbidden',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export const isErrorCode = (code: unknown): code is ErrorCode => (ERROR_CODES as readonly unknown[]).includes(code);

/** The answer to a request over the session socket. */
export type Reply<T = null> = { ok: true; value: T } | { ok: false; code: ErrorCode };
