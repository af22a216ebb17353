import { BIG_TIFF_HEADER_BYTES, bigTiffHeader, pyramidDirectories } from './bigtiff/pyramid-directories.js';
import { PyramidBuilder, type PyramidSource } from './bigtiff/pyramid-builder.js';
import { greyCode, jpegCode } from './bigtiff/tile-code.js';
import { TILE_PX } from './bigtiff/tile-size.js';
import { TileSink } from './bigtiff/tile-sink.js';
import { Brightfield } from './cameras/brightfield.js';
import { Fluorescence } from './cameras/fluorescence.js';
import { InkedMarks, LitMarks } from './marks/marks.js';
import { omeDescription } from './ome-description.js';
import { Focus } from './optics/focus.js';
import { SlidePainter } from './slide-painter.js';
import { requirePossible, type SyntheticSlide } from './synthetic-slide.js';
import { MPP } from './tissue/scale.js';
import { SectionPainter } from './tissue/section-painter.js';

/**
 * Writes a slide that looks like stained glandular tissue, with marks on the glass that tests know (`RULER`, `COLOUR_PATCHES`,
 * `LIGHT_WEDGE`, `PLANE_MARKS`): a BigTIFF pyramid at 0.25 µm a pixel, described as OME-TIFF, in memory that does not grow with
 * its size. In colours its tiles are JPEG; of channels each has pictures of its own, without loss.
 *
 * @throws RangeError for what `SyntheticSlide` does not allow; whatever the file system throws (a full disk) as it is
 */
export async function writeSyntheticSlide(slide: SyntheticSlide): Promise<void> {
  requirePossible(slide);
  const { path, widthPx, heightPx, seed, stain = 'HE', planes = 1, onProgress = () => undefined } = slide;
  const dyes = slide.fluorescence?.channels;
  const bits = slide.fluorescence?.bits ?? 16;
  const code = dyes ? greyCode(slide.fluorescence.compression ?? 'deflate') : await jpegCode(slide.profile);
  const camera = dyes ? new Fluorescence(seed, dyes, bits) : new Brightfield(seed, stain);
  const section = new SectionPainter(seed, widthPx, heightPx, dyes ? dyes.includes('TRITC') : stain === 'IHC');
  const marks = dyes ? new LitMarks(planes, dyes.length, bits) : new InkedMarks(planes);
  const painter = new SlidePainter(section, camera, marks, new Focus(seed, widthPx, heightPx, planes));
  const sink = await TileSink.create(path, BIG_TIFF_HEADER_BYTES);
  try {
    const source: PyramidSource = { widthPx, heightPx, mpp: MPP, bands: camera.bands, blank: painter.empty(TILE_PX), paint: painter.paint.bind(painter) };
    const builder = new PyramidBuilder(source, code, sink, onProgress);
    await builder.build();
    const description = omeDescription({ widthPx, heightPx, planes, stain, ...(dyes && { fluorescence: { dyes, bits } }) });
    await sink.finish((at) => pyramidDirectories(at, builder.layers, code, description), bigTiffHeader);
  } finally {
    await sink.close();
  }
}
