import type { ShareServerEvents, VoiceServerEvents } from '@parfocal/shared/protocol';

type LineEvents = VoiceServerEvents & ShareServerEvents;

/** The way to one peer: its socket, or anything that behaves like one. */
export interface Line {
  /** Differs between two sockets of one peer, so that the end of the old one cannot end the new one's call. */
  readonly id: string;
  emit<E extends keyof LineEvents>(event: E, ...body: Parameters<LineEvents[E]>): unknown;
}
