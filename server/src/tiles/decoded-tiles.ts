import { availableParallelism } from 'node:os';
import { Injectable } from '@nestjs/common';
import { ByteCache } from './byte-cache.js';
import { FairQueue, type Place, type Urgency } from './fair-queue.js';

const KEPT_BYTES = 64 * 1024 ** 2;

export interface Wanted {
  /** Names the picture, its slide's id first; the same key, the same picture, forever. */
  readonly key: string;
  /** Whose turn it counts as. */
  readonly owner: string;
  readonly urgency: Urgency;
  /** Aborted when the one who asked has gone. */
  readonly signal: AbortSignal;
  /** Reads and decodes; `undefined` where a sparse file has no such tile. */
  make(): Promise<Buffer | undefined>;
}

/** One decoding, and how many still wait for it. */
interface Flight extends Place<Buffer | undefined> {
  readonly giveUp: AbortController;
  waiting: number;
}

/** Tiles that must be decoded: each once for everyone who asks meanwhile, then from memory. */
@Injectable()
export class DecodedTiles {
  private readonly kept = new ByteCache<string>(KEPT_BYTES);
  private readonly flights = new Map<string, Flight>();
  private readonly queue = new FairQueue({ atOnce: availableParallelism(), waiting: 1_024, waitingPerOwner: 256 });

  /** How many are waiting for their turn. */
  get waiting(): number {
    return this.queue.waiting;
  }

  /** What is in memory already: most of what is asked for, so that it needs no signal and no promise. */
  find(key: string): Buffer | undefined {
    return this.kept.get(key);
  }

  /** @throws Abandoned where everyone who asked has gone before it began; QueueFull; what `make` throws */
  get(wanted: Wanted): Promise<Buffer | undefined> {
    const kept = this.kept.get(wanted.key);
    if (kept) return Promise.resolve(kept);
    const flight = this.flights.get(wanted.key) ?? this.take(wanted);
    this.join(flight, wanted);
    return flight.result;
  }

  /** Of a slide that is no more. */
  forgetSlide(slideId: string): void {
    this.kept.forgetAll((key) => key.startsWith(slideId));
  }

  private take({ key, owner, urgency, make }: Wanted): Flight {
    const giveUp = new AbortController();
    const { result, hurry } = this.queue.enter({ owner, urgency, signal: giveUp.signal, run: make });
    const flight: Flight = { result, hurry, giveUp, waiting: 0 };
    this.flights.set(key, flight);
    const landed = (bytes?: Buffer): void => {
      if (bytes) this.kept.set(key, bytes);
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    result.then(landed, () => landed());
    return flight;
  }

  private join(flight: Flight, { key, urgency, signal }: Wanted): void {
    flight.waiting++;
    if (urgency === 'seen') flight.hurry();
    const leave = (): void => {
      if (--flight.waiting > 0) return;
      // Whoever asks from now on starts anew, since this one may never run.
      if (this.flights.get(key) === flight) this.flights.delete(key);
      flight.giveUp.abort();
    };
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    const done = (): void => signal.removeEventListener('abort', leave);
    flight.result.then(done, done);
  }
}
