import { Injectable } from '@nestjs/common';
import { IngestStep } from '@parfocal/shared/api';
import { Cases } from '../cases/index.js';
import { Config, Database } from '../platform/index.js';
import { converterOf } from '../preparation/index.js';
import { Slides } from '../slides/index.js';
import { Disk } from '../storage/index.js';
import { DiskRoom } from './disk-room.js';
import { IncomingFolder } from './incoming-folder.js';
import type { IngestJob } from './ingest-job.entity.js';
import { assess, identify, picture } from './steps/examine.js';
import { gather } from './steps/gather.js';
import { catalogue, digest, store } from './steps/keep.js';
import { deidentifySlide, prepareSlide } from './steps/make-presentable.js';
import type { Step } from './steps/step.js';
import { verify } from './steps/verify.js';
import { Upload } from './upload.entity.js';

/** The steps, and what each works with. */
@Injectable()
export class IngestSteps {
  private readonly steps: Record<IngestStep, Step>;

  constructor(config: Config, database: Database, disk: Disk, slides: Slides, cases: Cases, folder: IncomingFolder, room: DiskRoom) {
    const uploadsOf = (job: IngestJob): Promise<Upload[]> => database.read.findBy(Upload, { jobId: job.id });
    const freeBytes = async (path: string): Promise<number> => (await disk.freeBytes(path)) - config.values.DISK_RESERVE_BYTES;
    this.steps = {
      gather: gather({ folder, room, uploadsOf }),
      verify: verify({ folder, uploadsOf }),
      prepare: prepareSlide({ folder, freeBytes, converter: converterOf(config) }),
      deidentify: deidentifySlide({ folder, accessionOf: (caseId) => cases.accessionOf(caseId) }),
      identify: identify(folder),
      quality: assess(folder),
      thumbnail: picture(folder),
      digest: digest(folder),
      store: store({ folder, slides, cases }),
      catalogue: catalogue({ folder, slides, cases }),
    };
  }

  of(name: IngestStep): Step {
    return this.steps[name];
  }

  /** `undefined` after the last. */
  after(name: IngestStep): IngestStep | undefined {
    return IngestStep.options[IngestStep.options.indexOf(name) + 1];
  }
}
