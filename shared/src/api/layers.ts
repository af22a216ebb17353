import * as z from 'zod';

/** Somebody's layer that is not shown to the others before it is revealed. */
export const HiddenLayer = z.object({ personId: z.uuid(), isRevealed: z.boolean() });
export type HiddenLayer = z.infer<typeof HiddenLayer>;

/** A session of the case, open or over, in whose layer something was ever drawn on the slide. */
export const SessionOfLayer = z.object({ id: z.uuid(), createdAt: z.int() });
export type SessionOfLayer = z.infer<typeof SessionOfLayer>;

/**
 * The hidden layers of a slide that the asker may know of: those that are revealed, their own, and, for whoever may
 * reveal them (`mayReveal`), those of others that something was drawn into; and the sessions whose layers hold something,
 * the newest first.
 */
export const SlideLayers = z.object({ hidden: z.array(HiddenLayer), sessions: z.array(SessionOfLayer), mayReveal: z.boolean() });
export type SlideLayers = z.infer<typeof SlideLayers>;

/** Whose hidden layer everyone in the case may read from now on. There is no way back: what was seen was seen. */
export const LayerReveal = z.strictObject({ personId: z.uuid() });
export type LayerReveal = z.infer<typeof LayerReveal>;
