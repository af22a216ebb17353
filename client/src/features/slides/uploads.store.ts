import { type ErrorCode } from '@parfocal/shared/protocol';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { errorCodeOf, uploadSlide } from '@/api';

/** `reading`: all is sent, and the server is finding out what it is. */
export interface Upload {
  readonly id: number;
  readonly caseId: string;
  readonly file: File;
  readonly state: 'waiting' | 'sending' | 'reading' | 'failed';
  /** Share sent, 0 to 1. */
  readonly share: number;
  readonly code: ErrorCode | null;
}

type Arrived = (caseId: string, slideName: string) => void;

/** Slides on their way to the server, one at a time: two would only share the line. They go on while other pages are looked at. */
export const useUploads = defineStore('uploads', () => {
  const uploads = shallowRef<readonly Upload[]>([]);
  const busy = computed(() => uploads.value.some(({ state }) => state !== 'failed'));
  let last = 0;
  let current: { id: number; abort: AbortController } | undefined;
  let arrived: Arrived | undefined;

  const change = (id: number, change: Partial<Upload>): void => {
    uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...change } : upload));
  };
  const drop = (id: number): void => {
    uploads.value = uploads.value.filter((upload) => upload.id !== id);
  };

  function add(caseId: string, files: readonly File[]): void {
    uploads.value = [...uploads.value, ...files.map((file): Upload => ({ id: ++last, caseId, file, state: 'waiting', share: 0, code: null }))];
    void next();
  }

  /** Ends an upload wherever it is; a failed one is forgotten. */
  function cancel(id: number): void {
    if (current?.id === id) current.abort.abort();
    drop(id);
  }

  function retry(id: number): void {
    change(id, { state: 'waiting', share: 0, code: null });
    void next();
  }

  async function next(): Promise<void> {
    const upload = uploads.value.find(({ state }) => state === 'waiting');
    if (current || !upload) return;
    current = { id: upload.id, abort: new AbortController() };
    await send(upload, current.abort.signal);
    current = undefined;
    await next();
  }

  async function send({ id, caseId, file }: Upload, signal: AbortSignal): Promise<void> {
    change(id, { state: 'sending' });
    try {
      const slide = await uploadSlide(caseId, file, (share) => change(id, { share, state: share < 1 ? 'sending' : 'reading' }), signal);
      drop(id);
      arrived?.(caseId, slide.name);
    } catch (error) {
      if (!signal.aborted) change(id, { state: 'failed', code: errorCodeOf(error) });
    }
  }

  /** One listener: the page that shows the case. */
  const onArrived = (listener: Arrived | undefined): void => {
    arrived = listener;
  };

  return { uploads, busy, add, cancel, retry, onArrived };
});
