import { ErrorBody } from '@parfocal/shared/api';
import { type ErrorCode } from '@parfocal/shared/protocol';
import { ApiError } from './api-error';

/** What a status means where the body is no {@link ErrorBody}: a proxy answered in the server's place. */
const BY_STATUS: Readonly<Record<number, ErrorCode>> = {
  401: 'login.required',
  403: 'forbidden',
  404: 'not-found',
  413: 'body.too-large',
  429: 'rate-limited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

type LoginLost = (code: ErrorCode) => void;
let loginLost: LoginLost | undefined;

/** Calls `listener` whenever the server no longer knows who is asking. One listener: the router. */
export function onLoginLost(listener: LoginLost): void {
  loginLost = listener;
}

/** The error for an answer outside 2xx. */
export function refusalOf(status: number, body: unknown): ApiError {
  const parsed = ErrorBody.safeParse(body);
  const error = parsed.success ? new ApiError(parsed.data.code, parsed.data.correlationId) : new ApiError(BY_STATUS[status] ?? 'internal');
  if (error.code === 'login.required' || error.code === 'login.revoked') loginLost?.(error.code);
  return error;
}
