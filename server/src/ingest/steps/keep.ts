import { readFile, stat } from 'node:fs/promises';
import type { Cases } from '../../cases/index.js';
import { drawLabel } from '../../deidentification/index.js';
import type { Slides } from '../../slides/index.js';
import type { IncomingFolder } from '../incoming-folder.js';
import { digestFiles, slideDigest } from './digest-files.js';
import { THUMBNAIL } from './examine.js';
import type { Step } from './step.js';

/** Of what is going to be stored. One file that is as it came was read already. */
export const digest = (folder: IncomingFolder): Step => async ({ job, findings: { slide, isUnaltered, cameDigest }, signal, onProgress }) => {
  const path = folder.job(job.id, slide!.path);
  const found = await stat(path);
  if (isUnaltered && cameDigest !== undefined) return { digest: cameDigest, bytes: found.size };
  const files = await digestFiles(path, { signal, onProgress });
  return { digest: slideDigest(files, found.isDirectory()), bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
};

interface Keeping {
  readonly folder: IncomingFolder;
  readonly slides: Slides;
  readonly cases: Cases;
}

/** Moves the slide into the store and writes its record. From here on there is no way back. */
export const store = ({ folder, slides, cases }: Keeping): Step => async ({ job, findings, signal }) => {
  // Asked once all has come, which may be days later.
  if (job.source === 'upload' && job.caseId !== null && job.personId !== null) await cases.requireManager(job.personId, job.caseId);
  signal.throwIfAborted();
  const { slide, image, origin, associated, quality, bytes, digest: sha256, isDeidentified = false, pseudonym } = findings;
  await slides.adopt({
    id: job.slideId,
    name: job.givenName ?? pseudonym ?? job.name,
    path: folder.job(job.id, slide!.path),
    fileName: slide!.fileName,
    bytes: bytes!,
    digest: sha256!,
    image: image!,
    origin: origin!,
    associated: associated!,
    report: quality ?? null,
    isDeidentified,
    thumbnail: await readFile(folder.job(job.id, THUMBNAIL)),
    ...(pseudonym === undefined ? {} : { label: await drawLabel({ pseudonym, lines: [] }) }),
  });
  return {};
};

/** Puts the slide into its case. */
export const catalogue = ({ cases }: Keeping): Step => async ({ job }) => {
  if (job.caseId !== null) await cases.addSlide(job.caseId, job.slideId);
  return {};
};
