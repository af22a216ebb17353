import { type MaybeRefOrGetter, onScopeDispose, toValue, watch } from 'vue';
import { useIngestJobs } from './jobs.store';
import { useUploads } from './uploads.store';

/** While the server works, its progress is worth a look each second; else now and then, for what scanners bring by themselves. */
const ACTIVE_MS = 1_000;
const QUIET_MS = 15_000;

/** Keeps the jobs of a case fresh while they are shown, and hands uploads over to the jobs made of them. */
export function useFreshJobs(caseId: MaybeRefOrGetter<string | undefined>): void {
  const [jobs, uploads] = [useIngestJobs(), useUploads()];
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look(id: string): Promise<void> {
    clearTimeout(timer);
    if (!document.hidden) await jobs.load(id).catch(() => undefined);
    const known = new Set((jobs.byCase[id] ?? []).map(({ batchId }) => batchId));
    for (const upload of uploads.uploads) if (upload.state === 'sent' && known.has(upload.id)) uploads.handOver(upload.id);
    if (toValue(caseId) !== id) return;
    const isActive = jobs.isActive(id) || uploads.uploads.some((upload) => upload.state === 'sent');
    clearTimeout(timer);
    timer = setTimeout(() => void look(id), isActive ? ACTIVE_MS : QUIET_MS);
  }

  watch(
    [() => toValue(caseId), () => uploads.uploads.filter(({ state }) => state === 'sent').length],
    ([id]) => {
      clearTimeout(timer);
      if (id !== undefined) void look(id);
    },
    { immediate: true },
  );
  onScopeDispose(() => clearTimeout(timer));
}
