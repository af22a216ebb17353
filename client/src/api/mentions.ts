import { Mention } from '@parfocal/shared/api';
import { command, request } from './request';

/** The comments that call this person, the newest first. */
export const mentions = (): Promise<Mention[]> => request('/api/mentions', Mention.array());

/** This person was shown the talk about these annotations. */
export const markMentionsRead = (annotations: readonly string[]): Promise<void> => command('/api/mentions/read', { method: 'POST', body: { annotations } });
