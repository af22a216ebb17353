import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DomainError } from '../../wire/index.js';
import type { DiskRoom } from '../disk-room.js';
import type { Findings } from '../findings.js';
import type { IncomingFolder } from '../incoming-folder.js';
import type { IngestJob } from '../ingest-job.entity.js';
import type { Upload } from '../upload.entity.js';
import { copyScan, scanAt } from '../watch/index.js';
import type { Step } from './step.js';

interface Means {
  readonly folder: IncomingFolder;
  readonly room: DiskRoom;
  uploadsOf(job: IngestJob): Promise<Upload[]>;
}

/** Below the job's folder: what came, under the names that it came with. */
export const CAME = 'came';

/** Brings the files of the slide together in the job's folder: sent ones are moved there, others copied and their originals left alone. */
export const gather = ({ folder, room, uploadsOf }: Means): Step => async ({ job, signal, onProgress }) => {
  if (job.origin === null) {
    await moveUploads(folder, job, await uploadsOf(job));
  } else {
    // A copy that broke off is begun again.
    await rm(folder.job(job.id, CAME), { recursive: true, force: true });
    const scan = await scanAt(job.origin);
    await room.require(scan.bytes);
    await copyScan(scan, folder.job(job.id, CAME), { signal, onProgress, requireRoom: () => room.requireReserve() });
  }
  return { came: await whatCame(folder.job(job.id, CAME), job.name) };
};

async function moveUploads(folder: IncomingFolder, job: IngestJob, uploads: readonly Upload[]): Promise<void> {
  for (const { id, relativePath, bytes } of uploads) {
    const target = folder.job(job.id, CAME, ...relativePath.split('/'));
    try {
      await mkdir(dirname(target), { recursive: true });
      // A file without a byte was never written.
      if (bytes === 0) await writeFile(target, '');
      else await rename(folder.upload(id), target);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Moved before the process ended.
      if (code === 'ENOENT' && (await stat(target).catch(() => undefined))?.isFile()) continue;
      if (code === 'ENOENT') throw new DomainError('slide.gone', 'a file that was sent is no longer there');
      if (['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(code ?? '')) throw new DomainError('body.malformed', 'one name is that of a file and of a folder');
      throw error;
    }
  }
}

/** One thing alone is the slide itself; several lie in a folder of ours. */
async function whatCame(path: string, name: string): Promise<Findings['came']> {
  const names = await readdir(path);
  const [only] = names;
  return names.length === 1 ? { path: `${CAME}/${only!}`, fileName: only! } : { path: CAME, fileName: name };
}
