import { rm, stat } from 'node:fs/promises';
import { extname, relative } from 'node:path';
import { deidentify, verifyClean } from '../../deidentification/index.js';
import { type ConverterCommand, prepare } from '../../preparation/index.js';
import { DomainError } from '../../wire/index.js';
import type { IncomingFolder } from '../incoming-folder.js';
import { newPseudonym } from '../pseudonym.js';
import { tellingWords } from '../telling-words.js';
import { CAME } from './gather.js';
import type { Step } from './step.js';

const SLIDE = 'slide';

interface Preparing {
  readonly folder: IncomingFolder;
  readonly converter: ConverterCommand | undefined;
  freeBytes(folder: string): Promise<number>;
}

/**
 * Makes of what came something that a reader opens: an archive is unpacked, a picture becomes a pyramid. What it was made of stays until the
 * next step, by when this one is recorded: without it a second run could not tell what was made from what came as it is.
 */
export const prepareSlide = ({ folder, converter, freeBytes }: Preparing): Step => async ({ job, findings, signal, onProgress }) => {
  const came = findings.came!;
  const prepared = await prepare({ path: folder.job(job.id, came.path), fileName: came.fileName }, folder.job(job.id, SLIDE), { converter, freeBytes, signal, onProgress });
  const isUnaltered = prepared.madeFrom === undefined && !prepared.isFolder;
  return { slide: { path: relative(folder.job(job.id), prepared.path), fileName: prepared.fileName }, isUnaltered };
};

interface Cleaning {
  readonly folder: IncomingFolder;
  accessionOf(caseId: string): Promise<string | undefined>;
}

/** Where it was asked for: takes out of our copy what shows the patient, and reads it again to be sure. */
export const deidentifySlide = ({ folder, accessionOf }: Cleaning): Step => async ({ job, findings, signal }) => {
  await rm(folder.job(job.id, CAME), { recursive: true, force: true });
  if (!job.isDeidentifying) return { isDeidentified: false };
  const slide = findings.slide!;
  const path = folder.job(job.id, slide.path);
  const { removedTexts, pixelsDigest } = await deidentify(path, { signal });
  // Files are called after patients, and scanners write the case's number into them.
  const accession = job.caseId === null ? undefined : await accessionOf(job.caseId);
  const secrets = tellingWords([findings.came?.fileName, slide.fileName, accession]);
  const { isClean, arePixelsUntouched, secretsFound } = await verifyClean(path, { secrets, removedTexts, pixelsDigest, signal });
  if (!isClean || !arePixelsUntouched) {
    throw new DomainError('slide.cannot-deidentify', `clean: ${isClean}, pixels untouched: ${arePixelsUntouched}, words of its names found: ${secretsFound.length}`);
  }
  // The file's own name may be the patient's.
  const fileName = (await stat(path)).isDirectory() ? 'slide' : `slide${extname(slide.fileName)}`;
  return { isDeidentified: true, isUnaltered: false, slide: { ...slide, fileName }, pseudonym: newPseudonym() };
};
