import type { ErrorCode, Reply } from '@parfocal/shared/protocol';
import type { ServerEvents, SessionSocket } from '../session-socket';

type Listener = (...args: unknown[]) => void;

/** A session socket without a network: a test says what the server tells and answers, and reads what was sent. */
export class FakeSessionSocket {
  connected = false;
  /** socket.io: whether it tries again by itself. */
  active = false;
  connects = 0;
  /** Commands in their order. */
  readonly asked: [event: string, body: unknown][] = [];
  readonly emitted: { event: string; body: unknown; isVolatile: boolean }[] = [];
  answer: (event: string) => Reply = () => ({ ok: true, value: null });
  private readonly listeners = new Map<string, Set<Listener>>();

  readonly volatile = { emit: (event: string, body: unknown): void => void this.emitted.push({ event, body, isVolatile: true }) };

  get asSocket(): SessionSocket {
    return this as unknown as SessionSocket;
  }

  get listenerCount(): number {
    return [...this.listeners.values()].reduce((count, { size }) => count + size, 0);
  }

  on(event: string, listener: Listener): this {
    this.listeners.set(event, (this.listeners.get(event) ?? new Set()).add(listener));
    return this;
  }

  off(event: string, listener: Listener): this {
    this.listeners.get(event)?.delete(listener);
    return this;
  }

  emit(event: string, body: unknown): void {
    this.emitted.push({ event, body, isVolatile: false });
  }

  timeout(): { emitWithAck(event: string, body: unknown): Promise<Reply> } {
    return {
      emitWithAck: async (event, body) => {
        this.asked.push([event, body]);
        return this.answer(event);
      },
    };
  }

  /** While socket.io tries by itself, asking it to does nothing. */
  connect(): this {
    if (!this.active) this.connects++;
    this.active = true;
    return this;
  }

  disconnect(): this {
    this.active = false;
    if (!this.connected) return this;
    this.connected = false;
    this.happen('disconnect', 'io client disconnect');
    return this;
  }

  /** The line is up. */
  open(): void {
    this.connected = this.active = true;
    this.happen('connect');
  }

  drop(reason: 'transport close' | 'io server disconnect' = 'transport close'): void {
    this.connected = false;
    this.active = reason === 'transport close';
    this.happen('disconnect', reason);
  }

  /** The server turns the handshake away; after that, socket.io does not try again. Without a code it could not be reached, and it does. */
  refuse(code?: ErrorCode): void {
    this.connected = false;
    this.active = code === undefined;
    this.happen('connect_error', Object.assign(new Error('refused'), code && { data: { code } }));
  }

  tell<E extends keyof ServerEvents>(event: E, ...body: Parameters<ServerEvents[E]>): void {
    this.happen(event, ...body);
  }

  private happen(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...args);
  }
}
