import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { SlideFileError } from '../../readers/index.js';
import { RemovedTexts } from '../removed-texts.js';
import { filesBelow, FolderSwitch, switchFile } from './file-switch.js';
import { FreshIdentifiers } from './fresh-identifiers.js';
import { METHOD } from './head-rewriter.js';
import { type Instance, readInstance } from './read-instance.js';
import { rewriteInstance } from './rewrite-instance.js';

export interface Cleaned {
  readonly picturesRemoved: number;
  readonly fieldsCleared: number;
  readonly removedTexts: readonly string[];
}

interface Found {
  readonly path: string;
  /** `undefined`: no image of a slide. */
  readonly instance: Instance | undefined;
}

const KEY_BYTES = 32;

/**
 * Cleans a DICOM slide: every level is written anew, and only then the old files are overwritten and removed, with labels, overviews and
 * whatever else lay in the folder. So it takes room for the levels a second time. Interrupted, a folder is as it was, or `completeDicom` finishes.
 */
export async function cleanDicom(path: string, signal: AbortSignal): Promise<Cleaned> {
  const isFolder = (await stat(path)).isDirectory();
  const found: Found[] = [];
  // All are looked at before anything is written: one that cannot be cleaned refuses the slide.
  for (const file of isFolder ? await filesBelow(path) : [path]) found.push({ path: file, instance: await readInstance(file) });
  const levels = found.flatMap(({ path: file, instance }) => (instance?.isVolume ? [{ file, instance }] : []));
  if (levels.length === 0) throw new SlideFileError('slide.cannot-deidentify', 'a DICOM slide without a level');
  if (levels.length === found.length && levels.every(({ instance }) => instance.method === METHOD)) return { picturesRemoved: 0, fieldsCleared: 0, removedTexts: [] };

  const rewriting = { fresh: new FreshIdentifiers(randomBytes(KEY_BYTES)), removed: new RemovedTexts(), kept: [] as string[], signal };
  let fieldsCleared = 0;
  const rewrite = async (file: string, instance: Instance, target: string): Promise<void> => {
    fieldsCleared += await rewriteInstance(file, instance, target, rewriting);
  };
  if (isFolder) {
    const folder = new FolderSwitch(path);
    await folder.prepare(async (targetOf) => {
      // Old names may hold the patient's.
      for (const { file, instance } of levels) await rewrite(file, instance, targetOf(`${rewriting.fresh.name(instance.sopInstanceUid)}.dcm`));
    });
    await folder.complete();
  } else {
    await switchFile(path, (target) => rewrite(path, levels[0]!.instance, target));
  }
  return { picturesRemoved: found.filter(({ instance }) => instance && !instance.isVolume).length, fieldsCleared, removedTexts: rewriting.removed.notIn(rewriting.kept) };
}

/** Finishes what was interrupted while files of a folder changed places: until then no reader opens it. */
export async function completeDicom(path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) await new FolderSwitch(path).complete();
}
