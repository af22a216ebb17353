import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { filter, type Subscription } from 'rxjs';
import { SlideChanges } from '../slides/index.js';
import { DecodedTiles } from './decoded-tiles.js';
import { OpenSlides } from './open-slides.js';
import { RecentTiles } from './recent-tiles.js';

/** A slide that is deleted leaves nothing behind in memory. */
@Injectable()
export class Forgetting implements OnModuleInit, OnModuleDestroy {
  private listening: Subscription | undefined;

  constructor(
    private readonly changes: SlideChanges,
    private readonly open: OpenSlides,
    private readonly decoded: DecodedTiles,
    private readonly recent: RecentTiles,
  ) {}

  onModuleInit(): void {
    this.listening = this.changes.all.pipe(filter(({ kind }) => kind === 'deleted')).subscribe(({ slideId }) => this.forget(slideId));
  }

  onModuleDestroy(): void {
    this.listening?.unsubscribe();
  }

  private forget(slideId: string): void {
    const names = this.open.forget(slideId);
    // The numbers of a slide that was closed before lead nowhere any more, and its tiles go as unused.
    if (names) this.recent.forgetAll((number) => names.has(number));
    this.decoded.forgetSlide(slideId);
  }
}
