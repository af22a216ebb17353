import type { Line, LineEvents, Told } from './line.js';

/** What others did to a peer, and is told once. Everything else is compared, or told whole, when the peer is back. */
const KEPT: ReadonlySet<keyof LineEvents> = new Set(['voice:muted', 'share:ended']);

/** The way to one peer, over the sockets that it has one after the other. While it has none, what may not be lost is kept for the next. */
export class PeerLine implements Told {
  private readonly missed = new Map<keyof LineEvents, (line: Line) => unknown>();

  constructor(private line: Line | undefined) {}

  get isAway(): boolean {
    return this.line === undefined;
  }

  isOver(line: Line): boolean {
    return this.line?.id === line.id;
  }

  hasMissed(event: keyof LineEvents): boolean {
    return this.missed.has(event);
  }

  emit<E extends keyof LineEvents>(event: E, ...body: Parameters<LineEvents[E]>): void {
    if (this.line) this.line.emit(event, ...body);
    else if (KEPT.has(event)) this.missed.set(event, (line) => line.emit(event, ...body));
  }

  hangUp(): void {
    this.line = undefined;
  }

  pickUp(line: Line): void {
    this.line = line;
    for (const tell of this.missed.values()) tell(line);
    this.missed.clear();
  }
}
