import { writeFile } from 'node:fs/promises';
import { assessSlide } from '../../quality/index.js';
import { openSlide, type SlideReader } from '../../readers/index.js';
import { makeThumbnail } from '../../slides/index.js';
import type { IncomingFolder } from '../incoming-folder.js';
import type { Step, StepWork } from './step.js';

/** Below the job's folder. */
export const THUMBNAIL = 'thumbnail.jpg';

async function reading<T>(folder: IncomingFolder, { job, findings }: StepWork, look: (reader: SlideReader) => Promise<T>): Promise<T> {
  const reader = await openSlide(folder.job(job.id, findings.slide!.path));
  try {
    return await look(reader);
  } finally {
    await reader.close();
  }
}

/** Opens the slide as every viewer will: what cannot be shown is refused here. */
export const identify = (folder: IncomingFolder): Step => (work) =>
  reading(folder, work, ({ image, origin, associated }) => Promise.resolve({ image, origin, associated: [...associated] }));

/** A rejected slide goes on too: its referrers see why, and may overrule. */
export const assess = (folder: IncomingFolder): Step => (work) => {
  const { job: { occasion }, signal, onProgress } = work;
  return reading(folder, work, async (reader) => ({ quality: await assessSlide(reader, { occasion, signal, onProgress }) }));
};

export const picture = (folder: IncomingFolder): Step => (work) =>
  reading(folder, work, async (reader) => {
    await writeFile(folder.job(work.job.id, THUMBNAIL), await makeThumbnail(reader), { mode: 0o640, flush: true });
    return {};
  });
