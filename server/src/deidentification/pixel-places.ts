import { readElements, SlideFile } from '../readers/index.js';
import type { ByteRange } from './ranges.js';
import { pixelRanges, withChildren } from './tiff/essential-ranges.js';
import { withParts } from './tiff/slide-parts.js';

const PIXEL_DATA = 0x7fe0_0010;

/** Where compressed pixels lie in one file of a slide: there, a few bytes may spell anything by chance. */
export async function pixelPlaces(path: string, format: string): Promise<ByteRange[]> {
  if (format !== 'dicom') return withParts(path, ({ source, chain }) => pixelRanges(source, withChildren(chain)));
  const file = await SlideFile.open(path);
  try {
    const pixels = (await readElements(file)).find(({ tag, depth }) => tag === PIXEL_DATA && depth === 0);
    return pixels ? [{ from: pixels.valueAt, to: file.sizeBytes }] : [];
  } finally {
    await file.close();
  }
}
