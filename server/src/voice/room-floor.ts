import type { types } from 'mediasoup';
import { Loudest } from './loudest.js';
import { LINGER_MS, Speaking } from './speaking.js';
import type { Volume } from './volume.js';

/** What follows from who is loud. */
interface FloorNews {
  /** These are to be sent, and nobody else. */
  heard(peerIds: ReadonlySet<string>): void;
  speaking(peerIds: readonly string[]): void;
}

/** Who of a room is heard, and who is said to speak: levels in, decisions out. */
export class RoomFloor {
  private readonly loudest = new Loudest();
  private readonly speakers = new Speaking();
  private settling: NodeJS.Timeout | undefined;

  constructor(private readonly news: FloorNews) {}

  get heard(): ReadonlySet<string> {
    return this.loudest.heard();
  }

  get speaking(): readonly string[] {
    return this.speakers.current();
  }

  /** `peerOf`: whose producer it is; a level of nobody is let go. */
  watch(levels: types.AudioLevelObserver, peerOf: (producerId: string) => string | undefined): void {
    levels.on('volumes', (volumes) => {
      this.hear(volumes.flatMap(({ producer, volume }) => {
        const peerId = peerOf(producer.id);
        return peerId === undefined ? [] : [{ peerId, dbov: volume }];
      }));
    });
    levels.on('silence', () => this.hear([]));
  }

  microphoneChanged(peerId: string, muted: boolean): void {
    const nowMs = Date.now();
    if (muted) this.loudest.close(peerId);
    else this.loudest.open(peerId, nowMs);
    this.news.heard(this.heard);
    const speaking = muted ? this.speakers.forget(peerId, nowMs) : undefined;
    if (speaking) this.news.speaking(speaking);
  }

  present(peerId: string | null): void {
    this.loudest.present(peerId, Date.now());
    this.news.heard(this.heard);
  }

  close(): void {
    clearTimeout(this.settling);
  }

  private hear(volumes: readonly Volume[]): void {
    const nowMs = Date.now();
    this.loudest.hear(volumes, nowMs);
    this.news.heard(this.heard);
    const speaking = this.speakers.hear(volumes, nowMs);
    if (speaking) this.news.speaking(speaking);
    // The observer says "silence" once; whoever still lingers then has to be let go by the clock.
    clearTimeout(this.settling);
    if (this.speaking.length > 0) this.settling = setTimeout(() => this.hear([]), LINGER_MS + 1).unref();
  }
}
