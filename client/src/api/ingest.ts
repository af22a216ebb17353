import { IngestJobSummary, ingestJobUrl, ingestRetryUrl, ingestUrl } from '@parfocal/shared/api';
import { command, request } from './request';

/** Slides on their way into a case, for those who manage it. */
export const ingestJobs = (caseId: string): Promise<IngestJobSummary[]> => request(ingestUrl(caseId), IngestJobSummary.array());

/** Cancels one that is under way, or forgets one that has ended. */
export const removeIngestJob = (jobId: string): Promise<void> => command(ingestJobUrl(jobId), { method: 'DELETE' });

export const retryIngestJob = (jobId: string): Promise<void> => command(ingestRetryUrl(jobId), { method: 'POST' });
