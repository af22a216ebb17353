import {
  type ErrorCode,
  type GestureClientEvents,
  type GestureServerEvents,
  isErrorCode,
  type Reply,
  SESSION_NAMESPACE,
  type SessionClientEvents,
  type SessionHandshake,
  type SessionServerEvents,
  type VoiceClientEvents,
  type VoiceServerEvents,
} from '@parfocal/shared/protocol';
import { io, type Socket } from 'socket.io-client';

export type ServerEvents = SessionServerEvents & GestureServerEvents & VoiceServerEvents;
export type ClientEvents = SessionClientEvents & GestureClientEvents & VoiceClientEvents;

/** The one socket of a session: commands, facts, gestures and voice signalling. */
export type SessionSocket = Socket<ServerEvents, ClientEvents>;

/** Returns unconnected, so that every listener is there before the first fact arrives. */
export function createSessionSocket(handshake: SessionHandshake): SessionSocket {
  return io(SESSION_NAMESPACE, {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    auth: handshake,
    reconnectionDelay: 250,
    reconnectionDelayMax: 3_000,
    randomizationFactor: 0.5,
    timeout: 8_000,
  });
}

/** Why the server turned a handshake away; `unavailable` when it could not be reached at all. */
export function refusalOf(error: Error): ErrorCode {
  const code = (error as { data?: { code?: unknown } }).data?.code;
  return isErrorCode(code) ? code : 'unavailable';
}

/** How long a command may take before it counts as failed. */
const COMMAND_TIMEOUT_MS = 8_000;

type Command = {
  [Event in keyof ClientEvents]: Parameters<ClientEvents[Event]> extends [infer Body, (reply: Reply) => void]
    ? { event: Event; body: Body }
    : never;
}[keyof ClientEvents];

/** Sends a command that answers with nothing but yes or no. */
export async function command<Event extends Command['event']>(
  socket: SessionSocket,
  event: Event,
  body: Extract<Command, { event: Event }>['body'],
): Promise<Reply> {
  if (!socket.connected) return { ok: false, code: 'unavailable' };
  try {
    // socket.io's own types cannot follow an event name that is a type parameter.
    const plain = socket as unknown as Socket;
    return (await plain.timeout(COMMAND_TIMEOUT_MS).emitWithAck(event, body)) as Reply;
  } catch {
    return { ok: false, code: 'unavailable' };
  }
}
