import { UPLOADS_PATH } from '@parfocal/shared/api';
import { DetailedError, type HttpResponse, Upload } from 'tus-js-client';
import { ApiError } from './api-error';
import { refusalOf } from './refusal';

/** After a break: at once, then less and less often, for some ten minutes. Progress begins the row anew. */
const RETRY_MS = [0, 500, 1_000, 2_000, 4_000, ...new Array<number>(60).fill(10_000)];
/** A refusal in the middle (a full disk) is read at the end of a piece at the latest. */
const CHUNK_BYTES = 32 * 1024 ** 2;
/** Statuses that trying again can mend: the server is away, restarting, or asks for patience; another request still holds the upload. */
const PASSING = new Set([408, 409, 423, 425, 429, 500, 502, 503, 504]);

export interface Sending {
  readonly file: File;
  /** As `UploadMetadata` of shared/api: what the server is told of the file, in a header. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Where an earlier attempt went, to go on there. */
  readonly url?: string;
  /** The upload has an address from now on, by which it is resumed. */
  onUrl(url: string): void;
  /** Bytes the server has, of this attempt and earlier ones. */
  onProgress(sentBytes: number): void;
  /** The line is broken and is tried again; or it is back. */
  onLost(isLost: boolean): void;
  /** Ends the sending; what has come stays on the server. */
  readonly signal: AbortSignal;
}

/**
 * Sends a file by the tus protocol and resolves once the server has all of it. Goes on by itself after a broken line or a restarted
 * server. Rejects with {@link ApiError}, or the signal's AbortError.
 */
export function sendFile({ file, metadata, url, onUrl, onProgress, onLost, signal }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: UPLOADS_PATH,
      uploadUrl: url ?? null,
      metadata: { ...metadata },
      storeFingerprintForResuming: false,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_MS,
      onUploadUrlAvailable: () => upload.url && onUrl(upload.url),
      onProgress: (sentBytes) => {
        onLost(false);
        onProgress(sentBytes);
      },
      onShouldRetry: (error) => {
        const isPassing = isWorthTrying(error);
        if (isPassing) onLost(true);
        return isPassing;
      },
      onSuccess: () => end(resolve),
      onError: (error) => end(() => reject(errorOf(error))),
    });
    const abort = (): void => {
      void upload.abort();
      end(() => reject(new DOMException('The upload was stopped', 'AbortError')));
    };
    const end = (settle: () => void): void => {
      signal.removeEventListener('abort', abort);
      settle();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    upload.start();
  });
}

/** Forgets an unfinished upload on the server; one that is no longer there is forgotten already. */
export async function forgetUpload(url: string): Promise<void> {
  await Upload.terminate(url, { retryDelays: null }).catch((error: unknown) => {
    const failure = errorOf(error);
    if (failure.code !== 'not-found') throw failure;
  });
}

const isWorthTrying = (error: unknown): boolean => {
  const status = answerOf(error)?.getStatus() ?? 0;
  return status === 0 || PASSING.has(status);
};

const answerOf = (error: unknown): HttpResponse | undefined => (error instanceof DetailedError ? (error.originalResponse ?? undefined) : undefined);

function errorOf(error: unknown): ApiError {
  const answer = answerOf(error);
  return answer ? refusalOf(answer.getStatus(), jsonOf(answer.getBody())) : new ApiError('unavailable');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: the status says what it can
  }
}
