import { relative } from 'node:path';
import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Cases, CasesModule, SessionDirectory } from '../cases/index.js';
import { IdentityModule } from '../identity/index.js';
import { findScans, Imports, IngestModule } from '../ingest/index.js';
import { type Config, PlatformModule } from '../platform/index.js';
import { Slides, SlidesModule } from '../slides/index.js';
import { DomainError, WireModule } from '../wire/index.js';

/** A command holds no sessions; those of a server that runs meanwhile are its own affair. */
@Global()
@Module({ providers: [{ provide: SessionDirectory, useValue: { ofCases: () => Promise.resolve(new Map()) } }], exports: [SessionDirectory] })
class NoSessionsModule {}

/** The rooms that know slides and cases, on the same data as the server and beside it. */
export function openRooms(config: Config): Promise<INestApplicationContext> {
  const imports = [PlatformModule.with(config), WireModule, IdentityModule, SlidesModule, NoSessionsModule, CasesModule, IngestModule];
  return NestFactory.createApplicationContext({ module: class SlideCommandModule {}, imports }, { logger: ['error'], abortOnError: false });
}

interface Import {
  /** A file, or a folder of slides. */
  readonly path: string;
  readonly name?: string;
  readonly accession?: string;
  readonly deidentify: boolean;
}

/**
 * Yields what to tell the person of each slide. The case is looked up first: a slide of a gigabyte is not copied for a slip of the pen.
 * Of several slides, one that cannot be taken in does not keep the others out.
 */
export async function* importSlides(rooms: INestApplicationContext, { path, name, accession, deidentify }: Import): AsyncGenerator<{ text: string; isRefusal: boolean }> {
  const caseId = accession === undefined ? undefined : await rooms.get(Cases).findByAccession(accession);
  if (accession !== undefined && caseId === undefined) throw new Error(`There is no case ${accession}, or more than one. Nothing was imported.`);
  const scans = await findScans(path);
  if (scans.length === 0) throw new Error('There is no slide in this folder.');
  if (scans.length > 1 && name !== undefined) throw new Error(`A name is for one slide, and here are ${scans.length}. Nothing was imported.`);
  const where = accession === undefined ? 'in no case yet' : `in case ${accession}`;
  for (const scan of scans) {
    try {
      const slide = await rooms.get(Imports).importSlide(scan, { name, caseId, deidentify });
      yield { text: `Imported ${slide.name} (${slide.widthPx} x ${slide.heightPx} px, ${where}): ${slide.id}`, isRefusal: false };
    } catch (error) {
      if (!(error instanceof DomainError) || scans.length === 1) throw error;
      yield { text: `${relative(path, scan) || scan} cannot be imported: ${error.message} (${error.code}).`, isRefusal: true };
    }
  }
}

/** One line a slide: id, state, size, scale, name. */
export async function listSlides(rooms: INestApplicationContext): Promise<string> {
  const slides = await rooms.get(Slides).list();
  if (slides.length === 0) return 'There are no slides yet.';
  return slides
    .map(({ id, state, widthPx, heightPx, mppX, name }) => [id, state.padEnd(7), `${widthPx} x ${heightPx} px`.padEnd(20), mppX === null ? 'no scale ' : `${mppX.toFixed(4)} µm`, name].join('  '))
    .join('\n');
}
