import { FILE_NAME_HEADER, SlideSummary } from '@parfocal/shared/api';
import { ApiError } from './api-error';
import { refusalOf } from './refusal';

/**
 * Sends a slide's file as it is, and answers once the server has understood it. `onProgress` hears the share sent,
 * 0 to 1; at 1 the server is still reading. XMLHttpRequest, since fetch tells nothing of an upload under way.
 * Throws {@link ApiError}, or an AbortError through `signal`.
 */
export function uploadSlide(caseId: string, file: File, onProgress: (share: number) => void, signal: AbortSignal): Promise<SlideSummary> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const abort = (): void => xhr.abort();
    const settle = (end: () => void) => (): void => {
      signal.removeEventListener('abort', abort);
      end();
    };
    xhr.upload.onprogress = ({ loaded, total }): void => onProgress(total > 0 ? loaded / total : 0);
    xhr.onload = settle(() => {
      const body = jsonOf(xhr.responseText);
      if (xhr.status < 200 || xhr.status > 299) return reject(refusalOf(xhr.status, body));
      const parsed = SlideSummary.safeParse(body);
      return parsed.success ? resolve(parsed.data) : reject(new ApiError('internal'));
    });
    xhr.onerror = settle(() => reject(new ApiError('unavailable')));
    xhr.onabort = settle(() => reject(new DOMException('The upload was cancelled', 'AbortError')));
    if (signal.aborted) return xhr.onabort(new ProgressEvent('abort'));
    signal.addEventListener('abort', abort);
    xhr.open('POST', `/api/cases/${encodeURIComponent(caseId)}/slides`);
    // In a header: proxies log addresses, and scanners write patients' names into file names.
    xhr.setRequestHeader(FILE_NAME_HEADER, encodeURIComponent(file.name));
    xhr.setRequestHeader('content-type', 'application/octet-stream');
    xhr.setRequestHeader('accept', 'application/json');
    xhr.send(file);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no JSON: the schema says so
  }
}
