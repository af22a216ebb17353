import { Vocabulary } from '@parfocal/shared/api';
import { request } from './request';

const path = (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}/vocabulary`;

export const vocabularyOf = (caseId: string): Promise<Vocabulary> => request(path(caseId), Vocabulary);

/** Stores what was made of the revision it names; answers it as stored. Throws `vocabulary.stale` if somebody was faster. */
export const putVocabulary = (caseId: string, body: Vocabulary): Promise<Vocabulary> => request(path(caseId), Vocabulary, { method: 'PUT', body });
