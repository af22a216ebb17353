import type { SessionSocket } from '@/wire';
import { type Body, request, type Requests, type Value, VoiceRefusal } from './request';

/** The connection over which a stay asks. While it is away questions wait; they go on when the call is taken up again, and fail when it is over. */
export class CallLine {
  private standing: Promise<void> = Promise.resolve();
  private awaited: { resolve(): void; reject(why: VoiceRefusal): void } | undefined;

  constructor(readonly socket: SessionSocket) {}

  get isAway(): boolean {
    return this.awaited !== undefined;
  }

  /** Throws a {@link VoiceRefusal}. */
  async ask<E extends keyof Requests>(event: E, ...body: Body<E>): Promise<Value<E>> {
    await this.standing;
    return request(this.socket, event, ...body);
  }

  hangUp(): void {
    if (this.awaited) return;
    this.standing = new Promise((resolve, reject) => (this.awaited = { resolve, reject }));
    this.standing.catch(() => undefined); // perhaps nobody asks
  }

  pickUp(): void {
    this.awaited?.resolve();
    this.awaited = undefined;
  }

  close(): void {
    this.awaited?.reject(new VoiceRefusal('unavailable'));
    this.awaited = undefined;
  }
}
