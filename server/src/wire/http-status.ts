import { HttpException } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { DomainError } from './domain-error.js';
import { isConnectionLoss, isDiskFull } from './system-failure.js';

const STATUS: Partial<Record<ErrorCode, number>> = {
  internal: 500,
  'not-found': 404,
  forbidden: 403,
  'rate-limited': 429,
  unavailable: 503,
  'body.malformed': 400,
  'body.too-large': 413,
  'origin.foreign': 403,
  'login.required': 401,
  'login.wrong': 401,
  'login.revoked': 401,
  'login.throttled': 429,
  'slide.gone': 410,
  'slide.unreachable': 503,
  'slide.too-large': 413,
  'session.ended': 410,
  'storage.full': 507,
  'vocabulary.stale': 409,
  'scene.stale': 409,
  'upload.conflict': 409,
  'upload.too-many': 429,
};

/** A refusal whose code is not in the table is one about what was sent. */
const UNPROCESSABLE = 422;

export const statusOf = (code: ErrorCode): number => STATUS[code] ?? UNPROCESSABLE;

const OURS: ReadonlySet<ErrorCode> = new Set(['internal', 'unavailable', 'storage.full', 'slide.unreachable']);

/** What no caller can mend: it belongs in the log of those who run the server. */
export const isServersTrouble = (code: ErrorCode): boolean => OURS.has(code);

/** The protocol's code for whatever was thrown; `internal` for what nobody foresaw. */
export function codeOf(error: unknown): ErrorCode {
  if (error instanceof DomainError) return error.code;
  const status = error instanceof HttpException ? error.getStatus() : statusCodeOf(error);
  if (status === 404) return 'not-found';
  if (status === 413) return 'body.too-large';
  if (status === 503 || isConnectionLoss(error)) return 'unavailable';
  if (isDiskFull(error)) return 'storage.full';
  return status !== undefined && status >= 400 && status < 500 ? 'body.malformed' : 'internal';
}

/** Fastify's own errors (a body too large, bad JSON) carry a status. */
function statusCodeOf(error: unknown): number | undefined {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : undefined;
}
