import * as z from 'zod';
import { DocumentLayer } from '../protocol/index.js';
import { PersonRef } from './person.js';

/** So many mentions are listed, the newest. */
export const MENTIONS_LISTED_MAX = 200;

/** A comment that calls this person, and where it is; what it says is in the slide's document. Times are epoch ms. */
export const Mention = z.object({
  id: z.uuid(),
  caseId: z.uuid(),
  slideId: z.uuid(),
  layer: DocumentLayer,
  annotation: z.uuid(),
  by: PersonRef,
  at: z.int(),
  isRead: z.boolean(),
});
export type Mention = z.infer<typeof Mention>;

/** The person has been shown the talk about these annotations. */
export const MentionsRead = z.strictObject({ annotations: z.array(z.uuid()).min(1).max(MENTIONS_LISTED_MAX) });
export type MentionsRead = z.infer<typeof MentionsRead>;
