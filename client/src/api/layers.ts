import { SlideLayers } from '@parfocal/shared/api';
import { request } from './request';

const path = (caseId: string, slideId: string): string => `/api/cases/${encodeURIComponent(caseId)}/slides/${encodeURIComponent(slideId)}/layers`;

/** The hidden layers of a slide that one may know of. */
export const slideLayers = (caseId: string, slideId: string): Promise<SlideLayers> => request(path(caseId, slideId), SlideLayers);

/** Lets everyone in the case read somebody's hidden layer of this slide, for good; answers the layers as they are now. */
export const revealLayer = (caseId: string, slideId: string, personId: string): Promise<SlideLayers> =>
  request(`${path(caseId, slideId)}/reveal`, SlideLayers, { method: 'POST', body: { personId } });
