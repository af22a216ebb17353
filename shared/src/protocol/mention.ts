import * as z from 'zod';
import type { Reply } from './errors.js';
import { Place, PlaceMark } from './place.js';

/** People that one word may call. */
export const CALLED_MAX = 20;

/** Calls people of the session to the thread of an annotation (SPEC T1). What was written is in the slide's document alone. */
export const MentionTell = z.object({ place: Place.extend({ mark: PlaceMark }), people: z.array(z.uuid()).min(1).max(CALLED_MAX) });
export type MentionTell = z.infer<typeof MentionTell>;

/** Somebody calls you. */
export interface MentionTold {
  readonly from: string;
  readonly place: Place;
}

export interface MentionClientEvents {
  'mention:tell': (body: MentionTell, answer: (reply: Reply) => void) => void;
}

export interface MentionServerEvents {
  'mention:told': (body: MentionTold) => void;
}
