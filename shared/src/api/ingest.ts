import * as z from 'zod';
import { ScanOccasion } from './slide-quality.js';
import { words } from './words.js';

/** Where slides are sent by the tus protocol, version 1.0.0 (https://tus.io/protocols/resumable-upload). */
export const UPLOADS_PATH = '/api/uploads';

/** Files of one slide; a DICOM pyramid has dozens, an MRXS some hundred. */
export const MOST_BATCH_FILES = 10_000;

const DEEPEST_PATH = 12;
const LONGEST_SEGMENT = 200;
/** File systems count bytes, and a Chinese character takes three. */
const MOST_SEGMENT_BYTES = 255;

/** Of one character in UTF-8. */
const bytesOf = (character: string): number => {
  const point = character.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x1_0000 ? 3 : 4;
};
const utf8Bytes = (text: string): number => [...text].reduce((sum, character) => sum + bytesOf(character), 0);

/** A segment that leads nowhere else, hides nothing and can be written on any file system. */
const isPlain = (segment: string): boolean =>
  segment.length > 0 && segment.length <= LONGEST_SEGMENT && utf8Bytes(segment) <= MOST_SEGMENT_BYTES && !segment.startsWith('.') && segment.trim() === segment && !/[\\\p{Cc}]/u.test(segment);

/** Where a file lies within what was chosen: `A1.svs`, or `Scan 7/DCM_0.dcm` within a folder. `/` between folders, none of them hidden. */
export const RelativePath = z.string().max(400).refine((path) => {
  const segments = path.split('/');
  return segments.length <= DEEPEST_PATH && segments.every(isPlain);
}, 'not a plain relative path');

/**
 * What a browser says of a file that it sends, in the header Upload-Metadata (never in an address: proxies log those, and
 * scanners write patients' names into file names). Values are base64 of UTF-8; keys that are not here are not looked at.
 */
export const UploadMetadata = z.object({
  caseId: z.uuid(),
  /** Shared by the files of one slide that is a folder; of a lone file its own. */
  batchId: z.uuid(),
  /** How many files the slide has. */
  batchFiles: z.string().regex(/^[1-9]\d{0,4}$/).transform(Number).pipe(z.int().max(MOST_BATCH_FILES)),
  relativePath: RelativePath,
  /** SHA-256 in hexadecimal, compared with what came once all is there. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  occasion: ScanOccasion.default('consultation'),
  /** `1`: the stored copy is to be cleaned of what shows the patient, before anyone sees it. */
  deidentify: z.enum(['0', '1']).default('0').transform((flag) => flag === '1'),
  /** What the slide is to be called; else it is called after its file, or by a pseudonym where it is deidentified. */
  name: words(1, 120).optional(),
});
export type UploadMetadata = z.infer<typeof UploadMetadata>;

/** waiting: for its turn · running · done: in the case · failed: see its code. */
export const IngestState = z.enum(['waiting', 'running', 'done', 'failed']);
export type IngestState = z.infer<typeof IngestState>;

/** What happens to a slide from file to catalogue, in this order. */
export const IngestStep = z.enum(['gather', 'verify', 'prepare', 'deidentify', 'identify', 'quality', 'thumbnail', 'digest', 'store', 'catalogue']);
export type IngestStep = z.infer<typeof IngestStep>;

/** A slide on its way into a case, as the case's referrers see it. */
export const IngestJobSummary = z.object({
  id: z.uuid(),
  /** Of the upload that brought it; null where it came in on the server. */
  batchId: z.uuid().nullable(),
  name: z.string(),
  state: IngestState,
  step: IngestStep,
  /** Of the step, 0 to 1. */
  share: z.number().min(0).max(1),
  /** Why it failed: a code of the protocol's errors. */
  code: z.string().nullable(),
  /** Whether trying again could help, and what is needed for it is still there. */
  canRetry: z.boolean(),
  /** Once it is done. */
  slideId: z.uuid().nullable(),
  createdAt: z.int(),
});
export type IngestJobSummary = z.infer<typeof IngestJobSummary>;

/** GET: `IngestJobSummary[]`, oldest first. */
export const ingestUrl = (caseId: string): string => `/api/cases/${caseId}/ingest`;
/** DELETE: cancels what is not done yet, and forgets what is. */
export const ingestJobUrl = (jobId: string): string => `/api/ingest/${jobId}`;
/** POST. */
export const ingestRetryUrl = (jobId: string): string => `/api/ingest/${jobId}/retry`;
