import type { ErrorCode } from '@parfocal/shared/protocol';
import { TokenBucket } from '../wire/index.js';
import type { MemberSocket } from './member.js';

const UNKNOWN_PER_SECOND = 2;
const UNKNOWN_AT_ONCE = 20;

/** Answers events that nobody listens to, instead of leaving the sender waiting; a sender of nothing else is put out. */
export function answerUnknownEvents(socket: MemberSocket, expel: (code: ErrorCode) => void): void {
  const patience = new TokenBucket(UNKNOWN_PER_SECOND, UNKNOWN_AT_ONCE);
  socket.onAny((event: string, ...args: unknown[]) => {
    if (socket.listenerCount(event as 'gesture') > 0) return;
    if (!patience.take()) return expel('rate-limited');
    const answer = args.at(-1);
    if (typeof answer === 'function') answer({ ok: false, code: 'body.malformed' });
    else socket.emit('refused', { event: event.slice(0, 64), code: 'body.malformed' });
  });
}
