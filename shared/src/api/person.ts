import * as z from 'zod';
import { words } from './words.js';

export const LoginBody = z.strictObject({ name: words(1, 64), password: z.string().min(1).max(256) });
export type LoginBody = z.infer<typeof LoginBody>;

/** A person as colleagues see them. */
export const PersonRef = z.object({ id: z.uuid(), displayName: z.string() });
export type PersonRef = z.infer<typeof PersonRef>;

/** Who is signed in. */
export const Me = PersonRef.extend({ name: z.string(), loginId: z.uuid() });
export type Me = z.infer<typeof Me>;

/** One sign-in of a person on one browser. */
export const LoginSummary = z.object({ id: z.uuid(), createdAt: z.int(), lastSeenAt: z.int(), agent: z.string(), current: z.boolean() });
export type LoginSummary = z.infer<typeof LoginSummary>;

export const PASSWORD_MIN = 10;
