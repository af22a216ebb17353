import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { ErrorCode } from '@parfocal/shared/protocol';
import { DomainError } from './domain-error.js';
import { TokenBucket } from './token-bucket.js';

/** Commands a socket may send; gestures are not commands and have their own limit. */
const COMMANDS_PER_SECOND = 20;
/** Who joins the voice of a full house says of each of 199 microphones that it is ready to be heard. */
const COMMANDS_AT_ONCE = 260;
/** Refusals, at the same pace, before someone is put out who does not stop: to refuse costs something too. */
const REFUSALS_AT_ONCE = 400;

interface Limits {
  readonly commands: TokenBucket;
  readonly refusals: TokenBucket;
}

interface Sender {
  emit(event: 'session:ended', body: { code: ErrorCode }): void;
  disconnect(close: boolean): void;
}

/** Nobody's commands may keep the server from everybody else's. */
@Injectable()
export class SocketRateGuard implements CanActivate {
  private readonly limits = new WeakMap<Sender, Limits>();

  canActivate(context: ExecutionContext): boolean {
    const socket = context.switchToWs().getClient<Sender>();
    const { commands, refusals } = this.limitsOf(socket);
    if (commands.take()) return true;
    if (!refusals.take()) {
      socket.emit('session:ended', { code: 'rate-limited' });
      socket.disconnect(true);
    }
    throw new DomainError('rate-limited', 'too many commands');
  }

  private limitsOf(socket: Sender): Limits {
    const known = this.limits.get(socket);
    if (known) return known;
    const limits = { commands: new TokenBucket(COMMANDS_PER_SECOND, COMMANDS_AT_ONCE), refusals: new TokenBucket(COMMANDS_PER_SECOND, REFUSALS_AT_ONCE) };
    this.limits.set(socket, limits);
    return limits;
  }
}
