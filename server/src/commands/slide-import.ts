import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Cases, CasesModule, SessionDirectory } from '../cases/index.js';
import { IdentityModule } from '../identity/index.js';
import { Imports, IngestModule } from '../ingest/index.js';
import { type Config, PlatformModule } from '../platform/index.js';
import { Slides, SlidesModule } from '../slides/index.js';
import { WireModule } from '../wire/index.js';

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
  readonly path: string;
  readonly name?: string;
  readonly accession?: string;
}

/** Returns what to tell the person. The case is looked up first: a slide of a gigabyte is not copied for a slip of the pen. */
export async function importSlide(rooms: INestApplicationContext, { path, name, accession }: Import): Promise<string> {
  const cases = rooms.get(Cases);
  const caseId = accession === undefined ? undefined : await cases.findByAccession(accession);
  if (accession !== undefined && caseId === undefined) throw new Error(`There is no case ${accession}. Nothing was imported.`);
  const slide = await rooms.get(Imports).importSlide(path, { name, caseId });
  const where = accession === undefined ? 'in no case yet' : `in case ${accession}`;
  return `Imported ${slide.name} (${slide.widthPx} x ${slide.heightPx} px, ${where}): ${slide.id}`;
}

/** One line a slide: id, state, size, scale, name. */
export async function listSlides(rooms: INestApplicationContext): Promise<string> {
  const slides = await rooms.get(Slides).list();
  if (slides.length === 0) return 'There are no slides yet.';
  return slides
    .map(({ id, state, widthPx, heightPx, mppX, name }) => [id, state.padEnd(7), `${widthPx} x ${heightPx} px`.padEnd(20), mppX === null ? 'no scale ' : `${mppX.toFixed(4)} µm`, name].join('  '))
    .join('\n');
}
