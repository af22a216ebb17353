import type { ScanOccasion } from '@parfocal/shared/api';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { errorCodeOf, forgetUpload, sendFile } from '@/api';
import { createId } from '@/lib';
import { digestFile } from './digest-file';
import { fingerprintOf, type FileOnItsWay, folderName, rememberedOf, type SlideOnItsWay, totalBytes } from './slide-on-its-way';
import type { ChosenSlide } from './slides-among';
import { Speed } from './speed';
import { forgetRemembered, rememberedUploads, rememberUpload } from './upload-memory';

export interface UploadOptions {
  readonly occasion: ScanOccasion;
  readonly isDeidentifying: boolean;
}

/** Files of one slide at a time: a DICOM pyramid of small files would else wait for the line's delay after each. */
const FILES_AT_ONCE = 3;

/**
 * Slides on their way to the server, one at a time: two would only share the line. They go on while other pages are looked at, over
 * broken lines and restarts of the server; after a reload once the same files are chosen again.
 */
export const useUploads = defineStore('uploads', () => {
  const uploads = shallowRef<readonly SlideOnItsWay[]>([]);
  const busy = computed(() => uploads.value.some(({ state }) => state === 'waiting' || state === 'checking' || state === 'sending'));
  const speed = new Speed();
  let personId: string | undefined;
  let current: { id: string; stop: AbortController } | undefined;

  const find = (id: string): SlideOnItsWay | undefined => uploads.value.find((upload) => upload.id === id);
  const change = (id: string, to: Partial<SlideOnItsWay>): void => {
    uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...to } : upload));
  };
  const changeFile = (id: string, path: string, to: Partial<FileOnItsWay>): void => {
    const upload = find(id);
    if (upload) change(id, { files: upload.files.map((file) => (file.path === path ? { ...file, ...to } : file)) });
  };
  const remember = (id: string): void => {
    const upload = find(id);
    if (upload && personId !== undefined) rememberUpload(rememberedOf(upload, personId));
  };
  const forget = (id: string): void => {
    uploads.value = uploads.value.filter((upload) => upload.id !== id);
    forgetRemembered(id);
  };

  /** To be called when it is known who sits here: brings back what was interrupted by a reload. */
  function begin(person: string): void {
    if (personId === person) return;
    personId = person;
    uploads.value = rememberedUploads(person).map((slide): SlideOnItsWay => ({
      ...slide, occasion: slide.occasion as ScanOccasion, state: 'interrupted', code: null, isLost: false, bytesPerSecond: null,
      files: slide.files.map((file) => ({ ...file, file: null, sentBytes: file.isSent ? file.size : 0 })),
    }));
  }

  /** A slide that was begun before and interrupted goes on where it was. */
  function add(caseId: string, slides: readonly ChosenSlide[], { occasion, isDeidentifying }: UploadOptions): void {
    for (const { name, files } of slides) {
      const before = uploads.value.find((upload) => upload.state === 'interrupted' && upload.caseId === caseId && fingerprintOf(upload.files) === fingerprintOf(files.map(describe)));
      if (before) {
        const byPath = new Map(files.map(({ path, file }) => [path, file]));
        change(before.id, { state: 'waiting', files: before.files.map((known) => ({ ...known, file: byPath.get(known.path) ?? null })) });
        continue;
      }
      const upload: SlideOnItsWay = {
        id: createId(), caseId, name, occasion, isDeidentifying, at: Date.now(), state: 'waiting', code: null, isLost: false, bytesPerSecond: null,
        files: files.map((chosen) => ({ ...describe(chosen), file: chosen.file, isSent: false, sentBytes: 0 })),
      };
      uploads.value = [...uploads.value, upload];
    }
    void next();
  }

  function pause(id: string): void {
    change(id, { state: 'paused', isLost: false, bytesPerSecond: null });
    if (current?.id === id) current.stop.abort();
  }

  /** Goes on with a paused one, and tries a failed one again. */
  function resume(id: string): void {
    const upload = find(id);
    if (!upload || upload.files.some(({ file, isSent }) => file === null && !isSent)) return;
    change(id, { state: 'waiting', code: null });
    void next();
  }

  /** Ends it wherever it is, here and on the server. */
  async function cancel(id: string): Promise<void> {
    const upload = find(id);
    forget(id);
    if (current?.id === id) current.stop.abort();
    // What cannot be told now, the server sweeps by itself after some days.
    for (const { url } of upload?.files ?? []) if (url !== undefined) await forgetUpload(url).catch(() => undefined);
  }

  /** All came, and the server has made a job of it that is shown in its stead. */
  const handOver = (id: string): void => forget(id);

  async function next(): Promise<void> {
    const upload = uploads.value.find(({ state }) => state === 'waiting');
    if (current || !upload) return;
    const stop = new AbortController();
    current = { id: upload.id, stop };
    await send(upload.id, stop.signal);
    current = undefined;
    await next();
  }

  async function send(id: string, signal: AbortSignal): Promise<void> {
    speed.reset();
    try {
      await eachOf(id, FILES_AT_ONCE, (path) => check(id, path, signal));
      change(id, { state: 'sending' });
      await eachOf(id, FILES_AT_ONCE, (path) => sendOne(id, path, signal));
      change(id, { state: 'sent', isLost: false, bytesPerSecond: null });
      forgetRemembered(id);
    } catch (error) {
      if (!signal.aborted) change(id, { state: 'failed', isLost: false, bytesPerSecond: null, code: errorCodeOf(error) });
    }
  }

  /** In turn, so many at once; the first failure is everyone's. */
  async function eachOf(id: string, atOnce: number, work: (path: string) => Promise<void>): Promise<void> {
    const paths = (find(id)?.files ?? []).filter(({ isSent }) => !isSent).map(({ path }) => path).values();
    const run = async (): Promise<void> => {
      for (const path of paths) await work(path);
    };
    await Promise.all(Array.from({ length: atOnce }, run));
  }

  async function check(id: string, path: string, signal: AbortSignal): Promise<void> {
    const one = fileOf(id, path);
    if (!one?.file || one.sha256 !== undefined) return;
    change(id, { state: 'checking' });
    const sha256 = await digestFile(one.file, () => undefined, signal);
    changeFile(id, path, { sha256 });
    remember(id);
  }

  async function sendOne(id: string, path: string, signal: AbortSignal): Promise<void> {
    const [upload, one] = [find(id), fileOf(id, path)];
    if (!upload || !one?.file) return;
    const { file, url, sha256 } = one;
    await sendFile({
      file, url, signal,
      metadata: {
        caseId: upload.caseId, batchId: id, batchFiles: String(upload.files.length), relativePath: path, occasion: upload.occasion,
        deidentify: upload.isDeidentifying ? '1' : '0', ...folderName(upload), ...(sha256 !== undefined && { sha256 }),
      },
      onUrl(address) {
        changeFile(id, path, { url: address });
        remember(id);
      },
      onProgress(sentBytes) {
        changeFile(id, path, { sentBytes });
        const now = find(id);
        if (!now) return;
        speed.note(performance.now(), totalBytes(now.files, 'sentBytes'));
        change(id, { bytesPerSecond: speed.bytesPerSecond() ?? null });
      },
      onLost: (isLost) => {
        if (find(id)?.isLost !== isLost) change(id, { isLost, ...(isLost && { bytesPerSecond: null }) });
      },
    });
    changeFile(id, path, { isSent: true, sentBytes: file.size });
    remember(id);
  }

  const fileOf = (id: string, path: string): FileOnItsWay | undefined => find(id)?.files.find((file) => file.path === path);

  return { uploads, busy, begin, add, pause, resume, cancel, handOver };
});

const describe = ({ path, file }: { path: string; file: File }): Pick<FileOnItsWay, 'path' | 'size' | 'lastModified'> => ({ path, size: file.size, lastModified: file.lastModified });
