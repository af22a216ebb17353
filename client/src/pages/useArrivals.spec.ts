import { jest } from '@jest/globals';
import type { IngestJobSummary, QualityVerdict } from '@parfocal/shared/api';
import { flushPromises } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { slideOf } from '@/features/session/testing/slides';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useIngestJobs } from '@/features/uploads';
import { useToasts } from '@/ui';
import { useArrivals } from './useArrivals';

const [caseId, slideId, jobId] = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'];
const job: IngestJobSummary = { id: jobId, batchId: null, name: 'level-8', state: 'running', step: 'store', share: 0, code: null, canRetry: false, slideId: null, createdAt: 0 };

describe('useArrivals', () => {
  const { toasts, dismiss } = useToasts();
  let refreshed: number;
  let stop: () => void;

  /** The slide's job is seen under way, then done. */
  async function arrive(verdict: QualityVerdict | undefined): Promise<void> {
    setActivePinia(createPinia());
    refreshed = 0;
    ({ stop } = inScope(() => useArrivals(() => void refreshed++)));
    const slides = [slideOf(slideId, { name: 'P-ZS3FDX9F', verdict })];
    const record = { id: caseId, accession: 'C', title: 'T', question: '', createdAt: 0, role: 'referrer', slides, members: [], session: null };
    let jobs = [job];
    globalThis.fetch = jest.fn<typeof fetch>().mockImplementation((path) => {
      const body = String(path).endsWith('/ingest') ? jobs : verdict === undefined ? undefined : record;
      return Promise.resolve({ ok: body !== undefined, status: body === undefined ? 503 : 200, json: () => Promise.resolve(body ?? { code: 'unavailable', correlationId: 'r' }) } as Response);
    });
    await useIngestJobs().load(caseId);
    jobs = [{ ...job, state: 'done', slideId }];
    await useIngestJobs().load(caseId);
    await flushPromises();
  }
  const told = (): [string, string][] => toasts.value.map(({ tone, text }) => [tone, text]);
  afterEach(() => {
    stop();
    for (const { id } of toasts.value) dismiss(id);
  });

  it.each([
    ['accepted', 'saved', 'uploads.arrived'],
    ['warned', 'saved', 'uploads.arrivedWarned'],
    ['rejected', 'stop', 'uploads.arrivedRejected'],
  ] as const)('tells of a slide that was %s by its name in the case', async (verdict, tone, key) => {
    await arrive(verdict);
    expect(told()).toEqual([[tone, t(key, { name: 'P-ZS3FDX9F' })]]);
    expect(refreshed).toBe(1);
  });

  it('tells of it by the name of its file where the case cannot be asked for', async () => {
    await arrive(undefined);
    expect(told()).toEqual([['saved', t('uploads.arrived', { name: 'level-8' })]]);
  });
});
