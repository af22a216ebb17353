import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import { Imports } from '../ingest/index.js';
import { Config } from '../platform/index.js';
import { openSlide } from '../readers/index.js';
import { type SyntheticSlide, writeSyntheticSlide } from '../synthetic/index.js';

const SLIDE_FILE = /\.(svs|tiff?)$/i;

/** Anything smaller is a test file, not a scan of tissue. */
const SMALLEST_PX = 1024;

/** Level-0 side of the synthetic slide: a real scan's field count, made in seconds. */
const SYNTHETIC_PX = 8192;

/** Small, for its nine pictures take nine times as long as one in colours. */
const FLUORESCENCE = { widthPx: 1250, heightPx: 1000, seed: 8, planes: 3, fluorescence: { channels: ['DAPI', 'FITC', 'TRITC'] } } as const;

/** The demonstration's slides: real ones where a folder has some, and always a synthetic one in colours and one of channels and planes. */
@Injectable()
export class DemonstrationSlides {
  private readonly logger = new Logger(DemonstrationSlides.name);

  constructor(
    private readonly config: Config,
    private readonly imports: Imports,
  ) {}

  /** Ids of the slides, in the order in which a case shows them. */
  async make(): Promise<string[]> {
    return [
      ...(await this.importReal()),
      await this.synthesize({ widthPx: SYNTHETIC_PX, heightPx: SYNTHETIC_PX, seed: 4 }, 'S1 · H&E (synthetic 合成)'),
      await this.synthesize(FLUORESCENCE, 'F1 · DAPI/FITC/TRITC'),
    ];
  }

  private async importReal(): Promise<string[]> {
    const folder = this.config.values.DEMO_SLIDES;
    if (!folder) return [];
    const ids: string[] = [];
    for (const file of (await this.filesIn(folder)).sort()) {
      try {
        const path = join(folder, file);
        if (await isWorthShowing(path)) ids.push((await this.imports.importSlide(path)).id);
      } catch (error) {
        this.logger.warn({ reason: error instanceof Error ? error.message : String(error) }, 'a file of the slide folder is left out');
      }
    }
    return ids;
  }

  private async filesIn(folder: string): Promise<string[]> {
    try {
      return (await readdir(folder)).filter((file) => SLIDE_FILE.test(file));
    } catch {
      this.logger.warn('the folder of slides cannot be read');
      return [];
    }
  }

  private async synthesize(slide: Omit<SyntheticSlide, 'path'>, name: string): Promise<string> {
    const folder = await mkdtemp(join(this.config.dataDir, 'synthetic-'));
    try {
      const path = join(folder, 'synthetic.tif');
      await writeSyntheticSlide({ ...slide, path });
      return (await this.imports.importSlide(path, { name })).id;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

async function isWorthShowing(path: string): Promise<boolean> {
  const reader = await openSlide(path);
  try {
    return Math.min(reader.image.widthPx, reader.image.heightPx) >= SMALLEST_PX;
  } finally {
    await reader.close();
  }
}
