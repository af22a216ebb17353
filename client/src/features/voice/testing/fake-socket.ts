import type { Reply, ShareServerEvents, VoiceServerEvents } from '@parfocal/shared/protocol';
import type { SessionSocket } from '@/wire';

type Listener = (...args: unknown[]) => void;

/** A session socket without a network: tests say what the server answers and tells. */
export class FakeSocket {
  connected = false;
  readonly asked: [event: string, body: unknown][] = [];
  /** Answer of the server to each request; a missing one is refused. */
  answers: Record<string, (body: unknown) => unknown> = {};
  private readonly listeners = new Map<string, Set<Listener>>();

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

  timeout(): { emitWithAck(event: string, body?: unknown): Promise<Reply<unknown>> } {
    return {
      emitWithAck: async (event, body) => {
        this.asked.push([event, body]);
        const answer = this.answers[event];
        if (!answer) return { ok: false, code: 'voice.refused' };
        const value = await answer(body);
        return { ok: true, value };
      },
    };
  }

  tell<E extends keyof (VoiceServerEvents & ShareServerEvents)>(event: E, ...body: Parameters<(VoiceServerEvents & ShareServerEvents)[E]>): void {
    this.happen(event, ...body);
  }

  connect(): void {
    this.connected = true;
    this.happen('connect');
  }

  drop(reason = 'transport close'): void {
    this.connected = false;
    this.happen('disconnect', reason);
  }

  times(event: string): number {
    return this.asked.filter(([name]) => name === event).length;
  }

  private happen(event: string, ...args: unknown[]): void {
    for (const listener of [...(this.listeners.get(event) ?? [])]) listener(...args);
  }
}
