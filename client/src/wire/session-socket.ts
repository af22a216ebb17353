import {
  type ChatClientEvents,
  type ChatServerEvents,
  type ErrorCode,
  type GestureClientEvents,
  type GestureServerEvents,
  isErrorCode,
  type MentionClientEvents,
  type MentionServerEvents,
  RECONNECTION,
  type Reply,
  SESSION_NAMESPACE,
  type SessionClientEvents,
  type SessionHandshake,
  type SessionServerEvents,
  type SignalClientEvents,
  type SignalServerEvents,
  type ShareClientEvents,
  type ShareServerEvents,
  type VoiceClientEvents,
  type VoiceServerEvents,
} from '@parfocal/shared/protocol';
import { io, type Socket } from 'socket.io-client';

export type ServerEvents = SessionServerEvents & GestureServerEvents & MentionServerEvents & VoiceServerEvents & ShareServerEvents & ChatServerEvents & SignalServerEvents;
export type ClientEvents = SessionClientEvents & GestureClientEvents & MentionClientEvents & VoiceClientEvents & ShareClientEvents & ChatClientEvents & SignalClientEvents;

/** The one socket of a session: commands, facts, gestures and voice signalling. */
export type SessionSocket = Socket<ServerEvents, ClientEvents>;

/** Returns unconnected, so that every listener is there before the first fact arrives. */
export function createSessionSocket(handshake: SessionHandshake): SessionSocket {
  return io(SESSION_NAMESPACE, {
    autoConnect: false,
    forceNew: true,
    transports: ['websocket'],
    auth: handshake,
    reconnectionDelay: RECONNECTION.firstMs,
    reconnectionDelayMax: RECONNECTION.longestMs,
    randomizationFactor: RECONNECTION.jitter,
    timeout: RECONNECTION.tryMs,
  });
}

/** Why the server turned a handshake away; `unavailable` when it could not be reached at all. */
export function refusalOf(error: Error): ErrorCode {
  const code = (error as { data?: { code?: unknown } }).data?.code;
  return isErrorCode(code) ? code : 'unavailable';
}

/** How long a command may take before it counts as failed. */
const COMMAND_TIMEOUT_MS = 8_000;

/** What an event is sent with and what it answers, of those that have both. */
type Bodies = { [Event in keyof ClientEvents]: Parameters<ClientEvents[Event]> extends [infer Body, unknown] ? Body : never };
type Answers = { [Event in keyof ClientEvents]: Parameters<ClientEvents[Event]> extends [unknown, (reply: infer Answer) => void] ? Answer : never };
type Command = { [Event in keyof ClientEvents]: Parameters<ClientEvents[Event]> extends [unknown, unknown] ? Event : never }[keyof ClientEvents];
type Refusal = Extract<Reply, { ok: false }>;

/** Sends a command; what it answers, or why it was refused. */
export async function command<Event extends Command>(socket: SessionSocket, event: Event, body: Bodies[Event]): Promise<Answers[Event] | Refusal> {
  if (!socket.connected) return { ok: false, code: 'unavailable' };
  try {
    // socket.io's own types cannot follow an event name that is a type parameter.
    const plain = socket as unknown as Socket;
    return (await plain.timeout(COMMAND_TIMEOUT_MS).emitWithAck(event, body)) as Answers[Event];
  } catch {
    return { ok: false, code: 'unavailable' };
  }
}
