import { stat } from 'node:fs/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { QualityOverrule, SlideDetail, SlideQuality, SlideSummary } from '@parfocal/shared/api';
import { openSlideFiles, type SlideReader } from '../readers/index.js';
import { DomainError } from '../wire/index.js';
import { BlobStore } from '../storage/index.js';
import { detailOf, SlideCatalogue, summaryOf } from './slide-catalogue.js';
import type { Slide } from './slide.entity.js';
import { labelKey, type PreparedSlide, recordOf, thumbnailKey } from './prepared-slide.js';
import { slideRefusal } from './slide-refusal.js';
import { storedName } from './slide-names.js';

/** The slides of this installation and their files. Who may see one is for `SlideAccess` to say. */
@Injectable()
export class Slides {
  private readonly logger = new Logger(Slides.name);

  constructor(
    private readonly catalogue: SlideCatalogue,
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
   * Takes a slide into the store and then into the catalogue. Called again after a crash with the same slide, it completes.
   *
   * @throws DomainError `slide.gone` where its files are neither here nor in the store
   */
  async adopt(prepared: PreparedSlide): Promise<void> {
    const { id, path, fileName, thumbnail, label } = prepared;
    if (await this.catalogue.find(id)) return;
    const file = `${id}/${storedName(fileName)}`;
    if (await isThere(path)) await this.store.adopt(file, path);
    else if ((await this.store.sizeBytes(file)) === undefined) throw new DomainError('slide.gone', 'what was prepared is no longer there');
    await this.store.write(thumbnailKey(id), thumbnail);
    if (label) await this.store.write(labelKey(id), label);
    const slide = recordOf(prepared, file, Date.now());
    await this.catalogue.add(slide);
    this.logger.log({ slideId: id, format: slide.image.format, bytes: slide.bytes, levels: slide.image.levels.length, verdict: slide.quality?.report.verdict });
  }

  /** Clears what `adopt` stored of a slide that did not come to be. Leaves one that is in the catalogue alone. */
  async discard(slideId: string): Promise<void> {
    if (!(await this.catalogue.find(slideId))) await this.store.removeAll(slideId);
  }

  /** @throws SlideFileError where the file is gone or no longer what it was */
  async open(slide: Slide): Promise<SlideReader> {
    return openSlideFiles(await this.store.files(slide.file));
  }

  /** Whether the file still has the size it came in with. */
  async isWhole(slide: Slide): Promise<boolean> {
    return (await this.store.sizeBytes(slide.file)) === slide.bytes;
  }

  /** A JPEG; `undefined` where its file is gone. @throws DomainError `slide.unreachable` */
  thumbnail(slideId: string): Promise<Buffer | undefined> {
    return this.read(thumbnailKey(slideId));
  }

  /** The label drawn for a deidentified slide, a PNG; `undefined` for every other one. @throws DomainError `slide.unreachable` */
  label(slideId: string): Promise<Buffer | undefined> {
    return this.read(labelKey(slideId));
  }

  /** What it is called from now on; nothing where there is no such slide. */
  async rename(slideId: string, name: string): Promise<SlideSummary | undefined> {
    await this.catalogue.rename(slideId, name);
    const slide = await this.catalogue.find(slideId);
    return slide && summaryOf(slide);
  }

  /** What somebody decided in spite of the measurement, kept beside it; `undefined` where nothing was measured. */
  overrule(slideId: string, overrule: QualityOverrule): Promise<SlideQuality | undefined> {
    return this.catalogue.overrule(slideId, overrule);
  }

  private async read(key: string): Promise<Buffer | undefined> {
    try {
      return await this.store.read(key);
    } catch (error) {
      throw slideRefusal(error);
    }
  }

  /** Kept, so that the worklist shows which slides cannot be opened. */
  async setState(slide: Slide, state: SlideSummary['state']): Promise<void> {
    if (slide.state === state) return;
    await this.catalogue.setState(slide.id, state);
    slide.state = state;
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
