import type { IngestJobSummary } from '@parfocal/shared/api';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { errorCodeOf, ingestJobs, removeIngestJob, retryIngestJob } from '@/api';

type Arrived = (caseId: string, job: IngestJobSummary) => void;

/** What the server is making of slides that have come, by case. Asked for by whoever shows it. */
export const useIngestJobs = defineStore('ingest-jobs', () => {
  const byCase = shallowRef<Readonly<Record<string, readonly IngestJobSummary[]>>>({});
  let arrived: Arrived | undefined;

  const set = (caseId: string, jobs: readonly IngestJobSummary[]): void => {
    byCase.value = { ...byCase.value, [caseId]: jobs };
  };

  /** Asks the server; a failure leaves what was known, the next time tells. */
  async function load(caseId: string): Promise<void> {
    const before = new Map((byCase.value[caseId] ?? []).map((job) => [job.id, job.state]));
    const isFirst = byCase.value[caseId] === undefined;
    const jobs = await ingestJobs(caseId).catch((error: unknown) => {
      if (errorCodeOf(error) === 'internal') throw error;
      return undefined;
    });
    if (!jobs) return;
    set(caseId, jobs);
    for (const job of jobs) if (!isFirst && job.state === 'done' && before.get(job.id) !== 'done') arrived?.(caseId, job);
  }

  const isActive = (caseId: string): boolean => (byCase.value[caseId] ?? []).some(({ state }) => state === 'waiting' || state === 'running');

  /** Cancels or forgets. */
  async function remove(caseId: string, jobId: string): Promise<void> {
    await removeIngestJob(jobId);
    set(caseId, (byCase.value[caseId] ?? []).filter(({ id }) => id !== jobId));
  }

  async function retry(caseId: string, jobId: string): Promise<void> {
    await retryIngestJob(jobId);
    await load(caseId);
  }

  /** One listener: the page that shows the cases. */
  const onArrived = (listener: Arrived | undefined): void => {
    arrived = listener;
  };

  return { byCase, load, isActive, remove, retry, onArrived };
});
