import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { ByteCache } from './byte-cache.js';

/** About 8,000 tiles: several slides' worth of what a session looks at. */
const KEPT_BYTES = 96 * 1024 ** 2;
const IDLE_MS = 5 * 60_000;

/**
 * Passed-through tiles just read. The operating system keeps the file's pages anyway; what is saved here is handing
 * the read to another thread and back, which takes longer than everything else about a tile (docs/adr/0006-tiles.md).
 * Everyone who follows a presenter asks for the same tiles within a second, so most of them are found here.
 */
@Injectable()
export class RecentTiles implements OnModuleInit, OnModuleDestroy {
  private readonly kept = new ByteCache<number>(KEPT_BYTES);
  private used = false;
  private sweeping: NodeJS.Timeout | undefined;

  onModuleInit(): void {
    this.sweeping = setInterval(() => this.forgetUnused(), IDLE_MS).unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.sweeping);
  }

  /** @param number the tile's in this process; a number is found faster than a name */
  get(number: number): Buffer | undefined {
    this.used = true;
    return this.kept.get(number);
  }

  keep(number: number, bytes: Buffer): void {
    this.kept.set(number, bytes);
  }

  /** Of a slide that is no more. */
  forgetAll(gone: (number: number) => boolean): void {
    this.kept.forgetAll(gone);
  }

  /** A server that nobody looks at gives its memory back. */
  forgetUnused(): void {
    if (!this.used) this.kept.clear();
    this.used = false;
  }
}
