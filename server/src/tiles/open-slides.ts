import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { SlideFileError, type SlideReader } from '../readers/index.js';
import { lossOf, type Slide, Slides, slideRefusal } from '../slides/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { TileNames } from './tile-names.js';

const MOST_OPEN = 64;
const IDLE_MS = 5 * 60_000;
const SWEEP_MS = 30_000;
/** A file that could not be opened is not tried again sooner: a viewer asks for dozens of tiles at once. */
const RETRY_MS = 2_000;

/** A slide and its open file. `decodes` remembers on which levels tiles had to be decoded. */
export interface OpenSlide {
  readonly slide: Slide;
  readonly reader: SlideReader;
  readonly names: TileNames;
  readonly decodes: Set<number>;
}

interface Entry {
  readonly opening: Promise<OpenSlide>;
  /** Set once `opening` is done: most tiles need not wait for a promise. */
  open?: OpenSlide;
  users: number;
  /** When it was last given back. */
  usedAtMs: number;
  dropped: boolean;
}

/** Slide files, opened once for everyone, kept open while they are used, and never closed under a reader. */
@Injectable()
export class OpenSlides implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger(OpenSlides.name);
  /** Longest unused first. */
  private readonly entries = new Map<string, Entry>();
  /** Most tiles are of the slide that the last one was of: then the order stays as it is. */
  private newest: Entry | undefined;
  private sweeping: NodeJS.Timeout | undefined;

  constructor(private readonly slides: Slides) {}

  onModuleInit(): void {
    this.sweeping = setInterval(() => this.closeIdle(Date.now() - IDLE_MS), SWEEP_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.sweeping);
    const opening = [...this.entries.values()].map((entry) => entry.opening.catch(() => undefined));
    this.closeIdle(Infinity);
    await Promise.all(opening);
  }

  /**
   * Lends an open slide to `work`.
   *
   * @throws DomainError `not-found`; `slide.gone` and the like, which also mark the slide as damaged; `slide.tile-damaged`
   */
  async use<T>(slideId: string, work: (open: OpenSlide) => Promise<T>): Promise<T> {
    const entry = this.entryOf(slideId);
    entry.users++;
    try {
      return await work(entry.open ?? (await entry.opening));
    } catch (error) {
      const loss = lossOf(error) ?? (entry.open && (await this.lossBehind(error, entry.open.slide)));
      if (!loss) throw slideRefusal(error);
      if (entry.open) await this.lost(slideId, entry, entry.open.slide, loss);
      throw Object.assign(new DomainError(loss, 'the file of a catalogued slide'), { cause: error });
    } finally {
      entry.users--;
      entry.usedAtMs = Date.now();
      if (entry.dropped) this.closeUnused(entry);
    }
  }

  /** Sees whether the file can be opened, and marks the slide by it: the state of a slide that nobody opens would stay what it was. */
  async check(slideId: string): Promise<void> {
    try {
      await this.use(slideId, () => Promise.resolve());
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  /** Lets go of a slide that was deleted, once nobody reads it any more. Returns what its tiles were called, if it was open. */
  forget(slideId: string): TileNames | undefined {
    const entry = this.entries.get(slideId);
    if (entry) this.drop(slideId, entry);
    return entry?.open?.names;
  }

  /** Closes files unused since `sinceMs`; how many stay open. */
  closeIdle(sinceMs: number): number {
    for (const [slideId, entry] of this.entries) if (entry.users === 0 && entry.usedAtMs <= sinceMs) this.drop(slideId, entry);
    return this.entries.size;
  }

  private entryOf(slideId: string): Entry {
    const known = this.entries.get(slideId);
    if (known && known === this.newest) return known;
    const entry = known ?? this.start(slideId);
    if (known) this.entries.delete(slideId);
    this.entries.set(slideId, entry);
    this.newest = entry;
    if (!known) this.limit();
    return entry;
  }

  private start(slideId: string): Entry {
    const entry: Entry = { opening: this.open(slideId), users: 0, usedAtMs: 0, dropped: false };
    entry.opening.then(
      (open) => (entry.open = open),
      () => setTimeout(() => this.drop(slideId, entry), RETRY_MS).unref(),
    );
    return entry;
  }

  private async open(slideId: string): Promise<OpenSlide> {
    const slide = await this.slides.find(slideId);
    if (!slide) throw notFound('slide');
    try {
      const reader = await this.slides.open(slide);
      // It may have been put back into its place. To note that may fail, and the next one opens the file anew.
      await this.slides.setState(slide, 'ready').catch(async (error: unknown) => {
        await reader.close();
        throw error;
      });
      return { slide, reader, names: new TileNames(reader.image, slide.digest), decodes: new Set() };
    } catch (error) {
      if (lossOf(error)) await this.slides.setState(slide, 'damaged');
      throw error;
    }
  }

  /** One bad tile may be all there is, or the first sign that the file was cut. */
  private async lossBehind(error: unknown, slide: Slide): Promise<'slide.damaged' | undefined> {
    const isSuspect = error instanceof SlideFileError && error.code === 'slide.tile-damaged';
    return isSuspect && !(await this.slides.isWhole(slide)) ? 'slide.damaged' : undefined;
  }

  private async lost(slideId: string, entry: Entry, slide: Slide, code: string): Promise<void> {
    if (entry.dropped) return;
    this.drop(slideId, entry);
    this.logger.error({ slideId, code });
    await this.slides.setState(slide, 'damaged');
  }

  private limit(): void {
    for (const [slideId, entry] of this.entries) {
      if (this.entries.size <= MOST_OPEN) return;
      this.drop(slideId, entry);
    }
  }

  private drop(slideId: string, entry: Entry): void {
    if (entry.dropped) return;
    entry.dropped = true;
    if (this.entries.get(slideId) === entry) this.entries.delete(slideId);
    this.closeUnused(entry);
  }

  /** The last user closes it. */
  private closeUnused(entry: Entry): void {
    if (entry.users > 0) return;
    entry.opening.then(({ reader }) => reader.close()).catch((error: unknown) => this.logger.debug({ reason: String(error) }));
  }
}
