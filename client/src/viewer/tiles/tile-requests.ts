import type { TileAddress } from './tile-plan';

/** Why a request ended without a picture: the view does not need it any more. */
export const DROPPED = new DOMException('The view moved on', 'AbortError');

interface Request<T, A> {
  readonly tile: A;
  readonly resolve: (picture: T) => void;
  readonly reject: (reason: unknown) => void;
  controller?: AbortController;
}

export interface TileRequestsOptions<T, A = TileAddress> {
  /** Fetches one tile; it is to reject once the signal aborts. */
  readonly fetch: (tile: A, signal: AbortSignal) => Promise<T>;
  /** The lower, the sooner; `undefined` if the tile is not needed. Asked anew before each start. */
  readonly urgency: (tile: A) => number | undefined;
  readonly atOnce: number | (() => number);
  /** After every change of what is under way. */
  readonly onChange: () => void;
}

/**
 * Tiles that are wanted and not here yet. OpenLayers' own queue orders tiles when they enter it and never takes one
 * back from the network, so it hands everything on to this one: most urgent first, few at once, stale ones cancelled.
 */
export class TileRequests<T, A = TileAddress> {
  private readonly requests = new Set<Request<T, A>>();
  private pumping = false;
  private ended = false;

  constructor(private readonly options: TileRequestsOptions<T, A>) {}

  get underway(): Iterable<A> {
    return [...this.requests].map(({ tile }) => tile);
  }

  /** Rejects with `DROPPED`, or as `fetch` does. */
  request(tile: A): Promise<T> {
    if (this.ended) return Promise.reject(DROPPED);
    return new Promise((resolve, reject) => {
      this.requests.add({ tile, resolve, reject });
      this.pumpSoon();
    });
  }

  /** The view changed: drops what it does not need, on the network too. */
  revise(): void {
    for (const request of this.requests) if (this.options.urgency(request.tile) === undefined) this.drop(request);
    this.pumpSoon();
  }

  /** Drops everything, also what is still asked for later. */
  dispose(): void {
    this.ended = true;
    for (const request of this.requests) this.drop(request);
  }

  /** Once for all the tiles that one frame asks for, so that the most urgent of them starts first. */
  private pumpSoon(): void {
    if (this.pumping) return;
    this.pumping = true;
    queueMicrotask(() => {
      this.pumping = false;
      if (!this.ended) this.pump();
    });
  }

  private pump(): void {
    const waiting: { request: Request<T, A>; urgency: number }[] = [];
    let running = 0;
    for (const request of this.requests) {
      if (request.controller) {
        running++;
        continue;
      }
      const urgency = this.options.urgency(request.tile);
      if (urgency === undefined) this.drop(request);
      else waiting.push({ request, urgency });
    }
    waiting.sort((a, b) => a.urgency - b.urgency);
    const { atOnce } = this.options;
    const room = (typeof atOnce === 'number' ? atOnce : atOnce()) - running;
    for (const { request } of waiting.slice(0, Math.max(0, room))) this.start(request);
    this.options.onChange();
  }

  private start(request: Request<T, A>): void {
    const controller = new AbortController();
    request.controller = controller;
    const end = (): void => {
      if (this.requests.delete(request)) this.pumpSoon();
    };
    this.options.fetch(request.tile, controller.signal).then(
      (picture) => {
        end();
        request.resolve(picture);
      },
      (reason: unknown) => {
        end();
        request.reject(reason);
      },
    );
  }

  private drop(request: Request<T, A>): void {
    this.requests.delete(request);
    request.controller?.abort(DROPPED);
    request.reject(DROPPED);
  }
}
