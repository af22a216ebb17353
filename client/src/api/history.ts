import { HistoryPage } from '@parfocal/shared/api';
import type { DocumentName } from '@parfocal/shared/protocol';
import { request } from './request';

/** A page of a document's time line, the newest first; `before` is `next` of the page before it. */
export function historyPage({ caseId, slideId, layer }: DocumentName, before?: string, signal?: AbortSignal): Promise<HistoryPage> {
  const wanted = new URLSearchParams({ layer, ...(before === undefined ? {} : { before }) });
  return request(`/api/cases/${encodeURIComponent(caseId)}/slides/${encodeURIComponent(slideId)}/history?${wanted}`, HistoryPage, { signal });
}
