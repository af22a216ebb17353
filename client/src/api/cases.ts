import { type AlignmentPut, type CaseCreate, type CaseRole, CaseSummary, PastChat, PastSession, SessionSummary, SlideAlignment, SlideSummary } from '@parfocal/shared/api';
import type { SessionKind } from '@parfocal/shared/protocol';
import { command, request } from './request';

const casePath = (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}`;
const memberPath = (caseId: string, personId: string): string => `${casePath(caseId)}/members/${encodeURIComponent(personId)}`;

export const cases = (signal?: AbortSignal): Promise<CaseSummary[]> => request('/api/cases', CaseSummary.array(), { signal });

export const caseOf = (caseId: string, signal?: AbortSignal): Promise<CaseSummary> => request(casePath(caseId), CaseSummary, { signal });

export const createCase = (body: CaseCreate): Promise<CaseSummary> => request('/api/cases', CaseSummary, { method: 'POST', body });

/** Adds a person or changes what they may do. */
export const putMember = (caseId: string, personId: string, role: CaseRole): Promise<CaseSummary> =>
  request(memberPath(caseId, personId), CaseSummary, { method: 'PUT', body: { role } });

/** Throws `member.last-owner` for the only referrer of a case. */
export const removeMember = (caseId: string, personId: string): Promise<void> => command(memberPath(caseId, personId), { method: 'DELETE' });

/** What a slide of the case is called from now on. */
export const renameSlide = (caseId: string, slideId: string, name: string): Promise<SlideSummary> =>
  request(`${casePath(caseId)}/slides/${encodeURIComponent(slideId)}`, SlideSummary, { method: 'PATCH', body: { name } });

/** Takes it out of the case; for good, where it is in no other. */
export const removeSlide = (caseId: string, slideId: string): Promise<void> => command(`${casePath(caseId)}/slides/${encodeURIComponent(slideId)}`, { method: 'DELETE' });

export const alignments = (caseId: string): Promise<SlideAlignment[]> => request(`${casePath(caseId)}/alignments`, SlideAlignment.array());

/** Stores how a pair lies; answers all of the case. */
export const putAlignment = (caseId: string, pair: AlignmentPut): Promise<SlideAlignment[]> =>
  request(`${casePath(caseId)}/alignments`, SlideAlignment.array(), { method: 'PUT', body: pair });

export const removeAlignment = (caseId: string, slideA: string, slideB: string): Promise<void> =>
  command(`${casePath(caseId)}/alignments/${encodeURIComponent(slideA)}/${encodeURIComponent(slideB)}`, { method: 'DELETE' });

/** Opens the case's session, or answers with the one that is open already. */
/** `kind` counts where none is open yet. */
export const openSession = (caseId: string, slideId: string, kind: SessionKind = 'consultation'): Promise<SessionSummary> =>
  request(`${casePath(caseId)}/session`, SessionSummary, { method: 'POST', body: { slideId, kind } });

export const session = (sessionId: string): Promise<SessionSummary> => request(`/api/sessions/${encodeURIComponent(sessionId)}`, SessionSummary);

/** The sessions of a case that are over, the newest first. */
export const pastSessions = (caseId: string): Promise<PastSession[]> => request(`${casePath(caseId)}/sessions`, PastSession.array());

/** What was written in a session: the newest page, or the one before a number. */
export const sessionChat = (sessionId: string, before?: number): Promise<PastChat> =>
  request(`/api/sessions/${encodeURIComponent(sessionId)}/chat${before === undefined ? '' : `?before=${before}`}`, PastChat);

export const endSession = (sessionId: string): Promise<void> => command(`/api/sessions/${encodeURIComponent(sessionId)}`, { method: 'DELETE' });
