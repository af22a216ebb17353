import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { BlobStore } from '../storage/index.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { SlideChanges } from './slide-changes.js';

/**
 * Removes slides for good: files, thumbnails, and what anyone remembers of them. A tombstone stays (who, when, and which digest it
 * had), so that what was said about it can be understood.
 */
@Injectable()
export class SlideRemoval implements OnApplicationBootstrap {
  private readonly logger = new Logger(SlideRemoval.name);

  constructor(
    private readonly catalogue: SlideCatalogue,
    private readonly store: BlobStore,
    private readonly changes: SlideChanges,
  ) {}

  /** A process that ended, or a store that did not answer, between the tombstone and the files. */
  async onApplicationBootstrap(): Promise<void> {
    for (const slideId of await this.catalogue.removedButStored()) await this.clear(slideId).catch((error: unknown) => this.logger.warn({ slideId, err: error }));
  }

  /**
   * Nobody finds it once the transaction is stored. It is the one that takes the slide out of its last case: a process that ends between
   * the two would leave files that are nobody's. `finish` comes after it.
   */
  bury(manager: EntityManager, slideId: string, personId: string): Promise<void> {
    return this.catalogue.bury(manager, slideId, personId, Date.now());
  }

  /** Its files are gone when this resolves, or after the next start. */
  async finish(slideId: string): Promise<void> {
    this.changes.announce({ kind: 'deleted', slideId });
    this.logger.log({ slideId });
    await this.clear(slideId);
  }

  private async clear(slideId: string): Promise<void> {
    await this.store.removeAll(slideId);
    await this.catalogue.setStored(slideId, 0);
  }
}
