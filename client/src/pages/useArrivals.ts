import type { IngestJobSummary, SlideSummary } from '@parfocal/shared/api';
import { onScopeDispose } from 'vue';
import { caseOf } from '@/api';
import { useIngestJobs } from '@/features/uploads';
import { t } from '@/i18n';
import { useToasts } from '@/ui';

/** Tells of each slide that has come into a case, by the name it has there; one to be scanned again is not told as ready. */
export function useArrivals(refresh: () => void): void {
  const jobs = useIngestJobs();
  const toasts = useToasts();

  async function arrived(caseId: string, { slideId, name }: IngestJobSummary): Promise<void> {
    refresh();
    const slide = await caseOf(caseId).then(
      ({ slides }): SlideSummary | undefined => slides.find(({ id }) => id === slideId),
      () => undefined, // the list tells once it can be reached; that the slide is there is known
    );
    const words = { name: slide?.name ?? name };
    if (slide?.verdict === 'rejected') toasts.stop(t('uploads.arrivedRejected', words));
    else toasts.saved(t(slide?.verdict === 'warned' ? 'uploads.arrivedWarned' : 'uploads.arrived', words));
  }
  jobs.onArrived((caseId, job) => void arrived(caseId, job));
  onScopeDispose(() => jobs.onArrived(undefined));
}
