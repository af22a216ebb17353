import type { ErrorCode, Reply, ShareClientEvents, VoiceClientEvents } from '@parfocal/shared/protocol';
import type { SessionSocket } from '@/wire';
import type { VoiceTrouble } from './call-state';

export type Requests = VoiceClientEvents & ShareClientEvents;
export type Body<E extends keyof Requests> = Parameters<Requests[E]> extends [infer B, unknown] ? [body: B] : [];
export type Value<E extends keyof Requests> = Parameters<Requests[E]> extends [...unknown[], (reply: Reply<infer T>) => void] ? T : never;

/** Longer than any answer takes, shorter than anyone waits. */
const ANSWER_TIMEOUT_MS = 8_000;

/** The server said no, or nothing (`unavailable`). */
export class VoiceRefusal extends Error {
  constructor(readonly code: ErrorCode) {
    super(code);
  }
}

/** Asks the server; throws a {@link VoiceRefusal}. */
export async function request<E extends keyof Requests>(socket: SessionSocket, event: E, ...body: Body<E>): Promise<Value<E>> {
  if (!socket.connected) throw new VoiceRefusal('unavailable');
  // socket.io's own types cannot follow an event name that is a type parameter.
  const plain = socket as unknown as { timeout(ms: number): { emitWithAck(event: string, ...args: unknown[]): Promise<Reply<Value<E>>> } };
  const reply = await plain.timeout(ANSWER_TIMEOUT_MS).emitWithAck(event, ...body).catch((): Reply<Value<E>> => ({ ok: false, code: 'unavailable' }));
  if (!reply.ok) throw new VoiceRefusal(reply.code);
  return reply.value;
}

/** What a call that could not be opened is to be told as. */
export function troubleOfCall(error: unknown): VoiceTrouble {
  if (error instanceof VoiceRefusal) return error.code;
  return error instanceof Error && error.name === 'UnsupportedError' ? 'unsupported' : 'voice.refused';
}
