import type { ScanOccasion } from '@parfocal/shared/api';
import type { ErrorCode } from '@parfocal/shared/protocol';
import type { RememberedSlide } from './upload-memory';

export interface FileOnItsWay {
  readonly path: string;
  readonly size: number;
  readonly lastModified: number;
  /** `null` after a reload: the browser gives it to us again only when the person chooses it again. */
  readonly file: File | null;
  readonly url?: string;
  readonly sha256?: string;
  readonly isSent: boolean;
  readonly sentBytes: number;
}

/**
 * waiting: for its turn · checking: its digest is computed · sending · paused: by hand · failed: see its code · sent: all came, the
 * server's job is about to be seen · interrupted: by a reload, and its files have to be chosen again.
 */
export type UploadState = 'waiting' | 'checking' | 'sending' | 'paused' | 'failed' | 'sent' | 'interrupted';

export interface SlideOnItsWay {
  /** The batch of the protocol. */
  readonly id: string;
  readonly caseId: string;
  readonly name: string;
  readonly occasion: ScanOccasion;
  readonly isDeidentifying: boolean;
  readonly at: number;
  readonly state: UploadState;
  readonly code: ErrorCode | null;
  /** The line is broken and tried again. */
  readonly isLost: boolean;
  readonly bytesPerSecond: number | null;
  readonly files: readonly FileOnItsWay[];
}

export const totalBytes = (files: readonly FileOnItsWay[], of: 'size' | 'sentBytes'): number => files.reduce((sum, file) => sum + file[of], 0);

/** Share sent, 0 to 1. */
export const shareSent = ({ files }: SlideOnItsWay): number => {
  const size = totalBytes(files, 'size');
  return size > 0 ? totalBytes(files, 'sentBytes') / size : 0;
};

/** Seconds left at the present speed, where it can be told. */
export const secondsLeft = ({ files, bytesPerSecond }: SlideOnItsWay): number | undefined =>
  bytesPerSecond ? (totalBytes(files, 'size') - totalBytes(files, 'sentBytes')) / bytesPerSecond : undefined;

/** The same files, as far as a name, a size and a date tell; the digest tells for sure. */
export const fingerprintOf = (files: readonly Pick<FileOnItsWay, 'path' | 'size' | 'lastModified'>[]): string =>
  files.map(({ path, size, lastModified }) => `${path}\n${size}\n${lastModified}`).sort().join('\n\n');

export const rememberedOf = ({ id, caseId, name, occasion, isDeidentifying, at, files }: SlideOnItsWay, personId: string): RememberedSlide => ({
  id, personId, caseId, name, occasion, isDeidentifying, at,
  files: files.map(({ path, size, lastModified, url, sha256, isSent }) => ({ path, size, lastModified, url, sha256, isSent })),
});

/** `UploadMetadata.name` of shared/api. */
const LONGEST_NAME = 120;
/** The one file of a slide of many that it is called after. */
const MAIN_FILE = /\.(mrxs|vms|vmu)$/i;

/**
 * What a slide of many files is called: no file of a DICOM folder tells it, while a lone file tells it itself. A slide that is cleaned of
 * its patient is given no name, which may be theirs.
 */
export const folderName = ({ files, name, isDeidentifying }: Pick<SlideOnItsWay, 'files' | 'name' | 'isDeidentifying'>): { name?: string } =>
  files.length > 1 && !isDeidentifying ? { name: name.replace(MAIN_FILE, '').slice(0, LONGEST_NAME) } : {};
