import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';

const PYTHON = '/usr/bin/python3';

/** Debian's python3-openslide. */
export const isOpenSlideInstalled = spawnSync(PYTHON, ['-c', 'import openslide']).status === 0;

/** `it`, or a skipped test that says what is missing. */
export function itWithOpenSlide(title: string, test: () => Promise<void>): void {
  if (isOpenSlideInstalled) it(title, test);
  else it.skip(`${title} (skipped: python3-openslide is not installed)`, () => undefined);
}

/** What OpenSlide says of a file. */
export interface OpenSlideAnswer {
  readonly vendor: string;
  readonly mpp: readonly [number, number];
  readonly power: number | null;
  readonly downsamples: readonly number[];
  readonly sizes: readonly (readonly [number, number])[];
  readonly associated: Readonly<Record<string, readonly [number, number]>>;
  readonly pixels: readonly (readonly [number, number, number, number])[];
}

const SCRIPT = `
import json, sys, openslide
slide = openslide.OpenSlide(sys.argv[1])
p = slide.properties
number = lambda key: float(p[key]) if key in p else None
print(json.dumps(dict(
  vendor=p['openslide.vendor'], mpp=[number('openslide.mpp-x'), number('openslide.mpp-y')], power=number('openslide.objective-power'),
  downsamples=list(slide.level_downsamples), sizes=[list(size) for size in slide.level_dimensions],
  associated={name: list(picture.size) for name, picture in slide.associated_images.items()},
  pixels=[list(slide.read_region((x, y), level, (1, 1)).getpixel((0, 0))) for level, x, y in json.loads(sys.argv[2])],
)))`;

/** Pixels at a level are asked for in level-0 coordinates, as OpenSlide wants them. */
export async function askOpenSlide(path: string, places: readonly (readonly [level: number, x: number, y: number])[] = []): Promise<OpenSlideAnswer> {
  const { stdout } = await promisify(execFile)(PYTHON, ['-c', SCRIPT, path, JSON.stringify(places)]);
  return JSON.parse(stdout) as OpenSlideAnswer;
}
