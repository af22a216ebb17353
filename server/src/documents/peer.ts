import type { ErrorCode } from '@parfocal/shared/protocol';
import type { Writer } from './vetting/update-check.js';

/** One connection to a document, as the document sees it. */
export interface Peer extends Writer {
  /** Has been told what the document holds, and so is to hear what comes next. */
  readonly isListening: boolean;
  deliver(...frames: readonly Uint8Array[]): void;
  refuse(count: number, code: ErrorCode): void;
  /** Reads on, or stops reading, as there is room. */
  flow(): void;
  close(closeCode: number, reason: ErrorCode | 'restart'): void;
}

/** WebSocket close code of RFC 6455's registry: come again in a moment. */
export const SERVICE_RESTART = 1012;
