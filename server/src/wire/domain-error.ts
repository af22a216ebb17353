import type { ErrorCode } from '@parfocal/shared/protocol';

/** A refusal the caller can act on. `code` is part of the protocol; `message` is for logs and never names a patient. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** What does not exist, and what exists but not for you, answer alike. */
export const notFound = (what: string): DomainError => new DomainError('not-found', `no such ${what}, or not for this person`);
