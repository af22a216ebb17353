import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import type { AssociatedPicture, SlideImage, SlideOrigin } from '@parfocal/shared/api';
import { openSlide } from '../readers/index.js';
import { BlobStore } from '../storage/index.js';
import type { IncomingFile } from './incoming-files.js';
import { SlideCatalogue } from './slide-catalogue.js';
import type { Slide } from './slide.entity.js';
import { storedName } from './slide-names.js';
import { slideRefusal } from './slide-refusal.js';
import { makeThumbnail } from './thumbnail.js';

/** Names of stored files never begin with a dot, so nothing can come in under this one. */
export const thumbnailKey = (slideId: string): string => `${slideId}/.thumbnail.jpg`;

interface Scan {
  readonly image: SlideImage;
  readonly origin: SlideOrigin;
  readonly associated: AssociatedPicture[];
  readonly thumbnail: Buffer;
}

/** Makes a slide of a file that has come in: identified, pictured, stored, and only then catalogued. */
@Injectable()
export class SlideIntake {
  private readonly logger = new Logger(SlideIntake.name);

  constructor(
    private readonly store: BlobStore,
    private readonly catalogue: SlideCatalogue,
  ) {}

  /**
   * @param fileName as the sender called it
   * @param name shown to people
   * @throws DomainError with the reader's code where the file is no slide that can be shown
   */
  async take(incoming: IncomingFile, fileName: string, name: string): Promise<Slide> {
    const { thumbnail, ...scan } = await this.identify(incoming.path);
    const id = randomUUID();
    const file = `${id}/${storedName(fileName)}`;
    const now = Date.now();
    const { bytes, digest } = incoming;
    const slide: Slide = { id, name, file, bytes, digest, state: 'ready', ...scan, quality: null, isDeidentified: false, checkedAt: now, createdAt: now, deletedAt: null, deletedBy: null };
    try {
      await this.store.adopt(file, incoming.path);
      await this.store.write(thumbnailKey(id), thumbnail);
      await this.catalogue.add(slide);
    } catch (error) {
      await this.store.removeAll(id);
      throw error;
    }
    this.logger.log({ slideId: id, format: slide.image.format, bytes, levels: slide.image.levels.length });
    return slide;
  }

  private async identify(path: string): Promise<Scan> {
    try {
      const reader = await openSlide(path);
      try {
        const { image, origin, associated } = reader;
        return { image, origin, associated: [...associated], thumbnail: await makeThumbnail(reader) };
      } finally {
        await reader.close();
      }
    } catch (error) {
      throw slideRefusal(error);
    }
  }
}
