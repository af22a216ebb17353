import * as z from 'zod';
import { SessionKind } from '../protocol/index.js';
import { PersonRef } from './person.js';
import { SlideSummary } from './slide.js';
import { words } from './words.js';

/**
 * referrer: brought the case and manages who sees it · expert: was asked · resident: learns by taking part ·
 * observer: may only watch.
 */
export const CaseRole = z.enum(['referrer', 'expert', 'resident', 'observer']);
export type CaseRole = z.infer<typeof CaseRole>;

export const mayAnnotate = (role: CaseRole): boolean => role !== 'observer';
export const mayManage = (role: CaseRole): boolean => role === 'referrer';
export const mayOpenSession = (role: CaseRole): boolean => role !== 'observer';

export const CaseMember = z.object({ person: PersonRef, role: CaseRole });
export type CaseMember = z.infer<typeof CaseMember>;

/** A case as a member sees it in the worklist. Nothing in it identifies the patient. */
export const CaseSummary = z.object({
  id: z.uuid(),
  /** The department's number, such as C-2026-0417. */
  accession: z.string(),
  /** Organ and procedure, such as “Skin, excision”. */
  title: z.string(),
  question: z.string(),
  createdAt: z.int(),
  role: CaseRole,
  slides: z.array(SlideSummary),
  members: z.array(CaseMember),
  /** The open session, if there is one, and how many are in it. */
  session: z.object({ id: z.uuid(), people: z.int() }).nullable(),
});
export type CaseSummary = z.infer<typeof CaseSummary>;

export const CaseCreate = z.strictObject({
  accession: words(1, 40),
  title: words(1, 120),
  question: words(0, 2000),
});
export type CaseCreate = z.infer<typeof CaseCreate>;

export const MemberPut = z.strictObject({ role: CaseRole });
export type MemberPut = z.infer<typeof MemberPut>;

export const SessionOpen = z.strictObject({ slideId: z.uuid(), kind: SessionKind.default('consultation') });
export type SessionOpen = z.infer<typeof SessionOpen>;

/** `slideId` is where the session began. */
export const SessionSummary = z.object({ id: z.uuid(), caseId: z.uuid(), slideId: z.uuid(), startedBy: z.uuid(), kind: SessionKind, createdAt: z.int() });
export type SessionSummary = z.infer<typeof SessionSummary>;
