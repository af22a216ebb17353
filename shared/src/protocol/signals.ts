import * as z from 'zod';
import type { Reply } from './errors.js';
import { Offset, PlaceMark } from './place.js';

export const HandRaise = z.object({});
export type HandRaise = z.infer<typeof HandRaise>;

/** Whose hand is lowered: one's own, or anyone's by the presenter or a host. */
export const HandLower = z.object({ peerId: z.uuid() });
export type HandLower = z.infer<typeof HandLower>;

/** A place on the slide that the sender's roster entry names, in level-0 pixels. */
export const PingSend = z.object({ at: z.object({ x: Offset, y: Offset }) });
export type PingSend = z.infer<typeof PingSend>;

/** An annotation on which the presenter wants every eye, and the box around it in level-0 pixels. */
export const Spotlight = z.object({
  slideId: z.uuid(),
  mark: PlaceMark,
  box: z.object({ minX: Offset, minY: Offset, maxX: Offset, maxY: Offset }).refine(({ minX, minY, maxX, maxY }) => minX <= maxX && minY <= maxY, 'inside out'),
});
export type Spotlight = z.infer<typeof Spotlight>;

export const SpotlightSet = z.object({ epoch: z.int().nonnegative(), spotlight: Spotlight.nullable() });
export type SpotlightSet = z.infer<typeof SpotlightSet>;

/** *Look here*. Only the server says whose it is and on which slide. */
export interface Ping extends PingSend {
  readonly peerId: string;
  readonly slideId: string;
}

/** Commands; each is answered. */
export interface SignalClientEvents {
  'hand:raise': (body: HandRaise, answer: (reply: Reply) => void) => void;
  'hand:lower': (body: HandLower, answer: (reply: Reply) => void) => void;
  'ping:send': (body: PingSend, answer: (reply: Reply) => void) => void;
  /** The presenter puts an annotation into the light, or takes it out again. */
  'spotlight:set': (body: SpotlightSet, answer: (reply: Reply) => void) => void;
}

/** Facts. */
export interface SignalServerEvents {
  /** All raised hands, who raised theirs first coming first. */
  'hands:changed': (body: { peerIds: readonly string[] }) => void;
  'ping:sent': (ping: Ping) => void;
  'spotlight:changed': (body: { spotlight: Spotlight | null }) => void;
}
