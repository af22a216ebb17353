import type { ShareServerEvents, VoiceServerEvents } from '@parfocal/shared/protocol';

export type LineEvents = VoiceServerEvents & ShareServerEvents;

/** Somebody who can be told something. */
export interface Told {
  emit<E extends keyof LineEvents>(event: E, ...body: Parameters<LineEvents[E]>): unknown;
}

/** One socket, or anything that behaves like one. */
export interface Line extends Told {
  /** Differs between two sockets of one peer, so that the end of the old one cannot end the new one's call. */
  readonly id: string;
}
