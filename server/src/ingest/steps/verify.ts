import { DomainError } from '../../wire/index.js';
import type { IncomingFolder } from '../incoming-folder.js';
import type { IngestJob } from '../ingest-job.entity.js';
import type { Upload } from '../upload.entity.js';
import { digestFiles } from './digest-files.js';
import { CAME } from './gather.js';
import type { Step } from './step.js';

interface Means {
  readonly folder: IncomingFolder;
  uploadsOf(job: IngestJob): Promise<Upload[]>;
}

/** Reads what came once, and compares it with what its sender said of it: sizes, and digests where they were told. */
export const verify = ({ folder, uploadsOf }: Means): Step => async ({ job, signal, onProgress }) => {
  const files = await digestFiles(folder.job(job.id, CAME), { signal, onProgress });
  const found = new Map(files.map((file) => [file.name, file]));
  for (const { relativePath, bytes, sha256 } of await uploadsOf(job)) {
    const file = found.get(relativePath);
    if (file?.bytes !== bytes || (sha256 !== null && file.sha256 !== sha256)) throw new DomainError('upload.changed', 'what came is not what was announced');
  }
  return files.length === 1 ? { cameDigest: files[0]!.sha256 } : {};
};
