import { type ErrorCode } from '@parfocal/shared/protocol';

/** The server said no, or could not be reached (`unavailable`). `correlationId` finds the request in the server's log. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly code: ErrorCode,
    readonly correlationId?: string,
  ) {
    super(code);
  }
}

/** The code to show for anything that was thrown; what is no refusal is our own fault. */
export const errorCodeOf = (error: unknown): ErrorCode => (error instanceof ApiError ? error.code : 'internal');
