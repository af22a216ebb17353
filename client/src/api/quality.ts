import { type QualityDecision, qualityDecisionUrl, SlideQuality } from '@parfocal/shared/api';
import { request } from './request';

/** Decides of a slide in spite of its measurement; answers with all that was decided. For who manages the case. */
export const decideQuality = (caseId: string, slideId: string, decision: QualityDecision): Promise<SlideQuality> =>
  request(qualityDecisionUrl(encodeURIComponent(caseId), encodeURIComponent(slideId)), SlideQuality, { method: 'POST', body: decision });
