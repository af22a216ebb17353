import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../platform/index.js';
import { SlideFileError, type SlideFiles } from '../readers/index.js';
import { BlobStore } from '../storage/index.js';
import { SlideCatalogue } from './slide-catalogue.js';
import { fileDigest, folderDigest } from './slide-digest.js';
import type { Slide } from './slide.entity.js';

const DAY_MS = 24 * 3_600_000;
/** One slide at a time, with a rest after each: a check of all that an archive holds takes days, and readers come first. */
const REST_MS = 60_000;

/** So many are not single objects that fail: the store is away. */
const MOST_UNANSWERED = 100;

/** Reads stored slides again, the longest unchecked first, and compares them with the digest they came in with. */
@Injectable()
export class Fixity implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Fixity.name);
  private readonly ending = new AbortController();
  /** Could not be read just now, which says nothing of them: the others come first. */
  private readonly unanswered = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: Config,
    private readonly catalogue: SlideCatalogue,
    private readonly store: BlobStore,
  ) {}

  onApplicationBootstrap(): void {
    if (this.config.values.FIXITY_DAYS > 0) this.timer = setTimeout(() => this.turn(), REST_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.ending.abort();
    await this.running;
  }

  /** Checks the slide whose turn it is at `nowMs`, if it is one's; tells what was found. */
  async checkNext(nowMs: number): Promise<{ slideId: string; isSound: boolean } | undefined> {
    if (this.unanswered.size >= MOST_UNANSWERED) this.unanswered.clear();
    const slide = await this.catalogue.longestUnchecked(nowMs - this.config.values.FIXITY_DAYS * DAY_MS, [...this.unanswered]);
    if (!slide) return void this.unanswered.clear();
    // Its turn is over, also where it ends with an error: the next one must not wait for it.
    this.unanswered.add(slide.id);
    const isSound = await this.isSound(slide);
    if (isSound === undefined) return undefined;
    this.unanswered.delete(slide.id);
    await this.catalogue.checked(slide.id, nowMs, isSound);
    if (!isSound) this.logger.error({ slideId: slide.id, code: 'slide.damaged' }, 'a stored slide is not what came in');
    return { slideId: slide.id, isSound };
  }

  private turn(): void {
    this.running = this.checkNext(Date.now())
      .catch((error: unknown) => this.ending.signal.aborted || this.logger.warn({ err: error }))
      .finally(() => {
        if (!this.ending.signal.aborted) this.timer = setTimeout(() => this.turn(), REST_MS).unref();
      });
  }

  /** `undefined` while the store does not answer: that says nothing of the slide. */
  private async isSound(slide: Slide): Promise<boolean | undefined> {
    try {
      return (await this.digestOf(await this.store.files(slide.file))) === slide.digest;
    } catch (error) {
      if (!(error instanceof SlideFileError)) throw error;
      return error.code === 'slide.unreachable' ? undefined : false;
    }
  }

  private async digestOf(files: SlideFiles): Promise<string> {
    const found: { name: string; sha256: string }[] = [];
    for (const name of files.names) {
      const file = await files.open(name);
      try {
        found.push({ name, sha256: await fileDigest(file, this.ending.signal) });
      } finally {
        await file.close();
      }
    }
    return files.isFolder ? folderDigest(found) : found[0]!.sha256;
  }
}
