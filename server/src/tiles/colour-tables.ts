import { Injectable } from '@nestjs/common';
import { type SlideReader, SlideFileError } from '../readers/index.js';
import { DomainError, notFound } from '../wire/index.js';
import { colourTable } from './colour-table.js';
import { DecodedTiles } from './decoded-tiles.js';
import { OpenSlides } from './open-slides.js';

const NEVER = new AbortController().signal;

/** Colour tables of slides, made once and kept beside the decoded tiles. */
@Injectable()
export class ColourTables {
  constructor(
    private readonly open: OpenSlides,
    private readonly decoded: DecodedTiles,
  ) {}

  /** @throws DomainError `not-found` for a slide without a profile; `slide.profile-damaged`; see `OpenSlides.use` for the others */
  table(personId: string, slideId: string): Promise<{ etag: string; bytes: Buffer }> {
    return this.open.use(slideId, async ({ reader, names }) => {
      const etag = names.etagFor('colour');
      const make = async (): Promise<Buffer> => colourTable(await profileOf(reader));
      const bytes = await this.decoded.get({ key: `${slideId}${etag}`, owner: personId, urgency: 'seen', signal: NEVER, make });
      if (!bytes) throw notFound('colour table');
      return { etag, bytes };
    });
  }
}

async function profileOf(reader: SlideReader): Promise<Buffer> {
  try {
    const profile = await reader.colourProfile();
    if (profile) return profile;
  } catch (error) {
    // A profile that lies outside the file says nothing about the tiles.
    if (error instanceof SlideFileError && error.code !== 'slide.gone' && error.code !== 'slide.unreachable') throw new DomainError('slide.profile-damaged', error.message);
    throw error;
  }
  throw notFound('colour profile');
}
