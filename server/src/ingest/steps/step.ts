import type { Findings } from '../findings.js';
import type { IngestJob } from '../ingest-job.entity.js';

/** What a step is given to work on. */
export interface StepWork {
  readonly job: IngestJob;
  readonly findings: Findings;
  /** Aborted where nobody wants the slide any more, or the process ends. */
  readonly signal: AbortSignal;
  /** Share of the step that is done, 0 to 1. */
  onProgress(share: number): void;
}

/**
 * One step from file to catalogue. Told what it found only once what it did is on the disk; begun again after any kind of end, it
 * completes. Rejects with the signal's reason soon after it is aborted.
 */
export type Step = (work: StepWork) => Promise<Partial<Findings>>;
