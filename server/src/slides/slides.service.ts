import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { SlideDetail, SlideSummary } from '@parfocal/shared/api';
import { openSlideFiles, type SlideReader } from '../readers/index.js';
import { DomainError } from '../wire/index.js';
import { BlobStore } from '../storage/index.js';
import { IncomingFiles } from './incoming-files.js';
import { detailOf, SlideCatalogue, summaryOf } from './slide-catalogue.js';
import type { Slide } from './slide.entity.js';
import { SlideIntake, thumbnailKey } from './slide-intake.js';
import { givenName, shownName } from './slide-names.js';

export interface Upload {
  /** As the browser called it; may be anything. */
  readonly fileName: string;
  /** Content-Length, where there is one. */
  readonly declaredBytes?: number;
  /** Asked once all has come, which may be hours later; throws where it is not to be taken in any more. */
  mayStill?(): Promise<void>;
}

/** The slides of this installation and their files. Who may see one is for `SlideAccess` to say. */
@Injectable()
export class Slides {
  constructor(
    private readonly catalogue: SlideCatalogue,
    private readonly incoming: IncomingFiles,
    private readonly intake: SlideIntake,
    private readonly store: BlobStore,
  ) {}

  find(slideId: string): Promise<Slide | undefined> {
    return this.catalogue.find(slideId);
  }

  async detail(slideId: string): Promise<SlideDetail | undefined> {
    const slide = await this.catalogue.find(slideId);
    return slide && detailOf(slide);
  }

  /** In the order asked for; unknown ones are left out. */
  async summaries(slideIds: readonly string[]): Promise<SlideSummary[]> {
    const known = new Map((await this.catalogue.findAll(slideIds)).map((slide) => [slide.id, slide]));
    return slideIds.flatMap((id) => known.get(id) ?? []).map(summaryOf);
  }

  /** All slides, newest first. */
  async list(): Promise<SlideSummary[]> {
    return (await this.catalogue.list()).map(summaryOf);
  }

  /**
   * Copies a file of this machine into the store. The original is kept and not linked to: whoever writes on it later
   * must not change a slide that opinions rest on.
   *
   * @throws DomainError `slide.gone` where it cannot be read, and what `receive` throws
   */
  async importFile(path: string, { name }: { name?: string } = {}): Promise<SlideSummary> {
    const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
      throw new DomainError('slide.gone', `cannot be read (${error.code})`);
    });
    if (!found.isFile()) throw new DomainError('slide.not-a-slide', 'not a regular file');
    const shown = name === undefined ? shownName(path) : givenName(name);
    const source = createReadStream(path);
    try {
      return await this.incoming.receive(source, found.size, async (file) => summaryOf(await this.intake.take(file, path, shown)));
    } finally {
      source.destroy();
    }
  }

  /**
   * Takes an upload in, streamed to the disk; memory stays flat whatever its size.
   *
   * @throws DomainError `slide.too-large`, `storage.full`, `slide.truncated`, or why the reader refuses the file
   */
  receive(source: Readable, { fileName, declaredBytes, mayStill }: Upload): Promise<SlideSummary> {
    return this.incoming.receive(source, declaredBytes, async (file) => {
      await mayStill?.();
      return summaryOf(await this.intake.take(file, fileName, shownName(fileName)));
    });
  }

  /** @throws SlideFileError where the file is gone or no longer what it was */
  async open(slide: Slide): Promise<SlideReader> {
    return openSlideFiles(await this.store.files(slide.file));
  }

  /** Whether the file still has the size it came in with. */
  async isWhole(slide: Slide): Promise<boolean> {
    return (await this.store.sizeBytes(slide.file)) === slide.bytes;
  }

  /** A JPEG; `undefined` where its file is gone. */
  thumbnail(slideId: string): Promise<Buffer | undefined> {
    return this.store.read(thumbnailKey(slideId));
  }

  /** What it is called from now on; nothing where there is no such slide. */
  async rename(slideId: string, name: string): Promise<SlideSummary | undefined> {
    await this.catalogue.rename(slideId, name);
    const slide = await this.catalogue.find(slideId);
    return slide && summaryOf(slide);
  }

  /** Kept, so that the worklist shows which slides cannot be opened. */
  async setState(slide: Slide, state: SlideSummary['state']): Promise<void> {
    if (slide.state === state) return;
    await this.catalogue.setState(slide.id, state);
    slide.state = state;
  }
}
