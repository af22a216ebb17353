import * as z from 'zod';
import { ERROR_CODES } from '../protocol/index.js';

/** The body of every error answer: a code the client has a sentence for, and an id that is in the log too. */
export const ErrorBody = z.object({ code: z.enum(ERROR_CODES), correlationId: z.string() });
export type ErrorBody = z.infer<typeof ErrorBody>;

/** `demonstration`: the sign-ins to show on the sign-in page, in a demonstration's database alone. */
export const About = z.object({
  version: z.string(),
  demonstration: z.array(z.object({ name: z.string(), password: z.string(), displayName: z.string() })),
});
export type About = z.infer<typeof About>;
