import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import { TokenBucket } from './token-bucket.js';

/** Commands a socket may send; gestures are not commands and have their own limit. */
const COMMANDS_PER_SECOND = 20;
const COMMANDS_AT_ONCE = 60;

/** Nobody's commands may keep the server from everybody else's. */
@Injectable()
export class SocketRateGuard implements CanActivate {
  private readonly buckets = new WeakMap<object, TokenBucket>();

  canActivate(context: ExecutionContext): boolean {
    const socket = context.switchToWs().getClient<object>();
    let bucket = this.buckets.get(socket);
    if (!bucket) this.buckets.set(socket, (bucket = new TokenBucket(COMMANDS_PER_SECOND, COMMANDS_AT_ONCE)));
    if (!bucket.take()) throw new DomainError('rate-limited', 'too many commands');
    return true;
  }
}
