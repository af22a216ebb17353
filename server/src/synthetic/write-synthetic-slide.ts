import { BIG_TIFF_HEADER_BYTES, bigTiffHeader, pyramidDirectories } from './bigtiff/pyramid-directories.js';
import { PyramidBuilder } from './bigtiff/pyramid-builder.js';
import { TileSink } from './bigtiff/tile-sink.js';
import { drawRuler, touchesRuler } from './ruler.js';
import { MPP, OBJECTIVE_POWER } from './tissue/scale.js';
import { SectionPainter } from './tissue/section-painter.js';
import { GLASS, type Stain } from './tissue/stain.js';

export interface SyntheticSlide {
  readonly path: string;
  /** 256 to 100,000. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The same seed and size give the same slide, to the byte. */
  readonly seed: number;
  /** Haematoxylin and eosin where not said; `IHC` is a nuclear marker in brown. */
  readonly stain?: Stain;
  /** Share of level 0 that is painted, from 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

const LEAST_SIDE_PX = 256;
const MOST_SIDE_PX = 100_000;

/**
 * Writes a slide that looks like stained glandular tissue, with a ruler (`RULER`) on the glass: a BigTIFF pyramid of
 * JPEG tiles at 0.25 µm a pixel, in memory that does not grow with its size.
 *
 * @throws RangeError for a size outside 256 to 100,000 px; whatever the file system throws (a full disk) as it is
 */
export async function writeSyntheticSlide({ path, widthPx, heightPx, seed, stain = 'HE', onProgress }: SyntheticSlide): Promise<void> {
  requireSide(widthPx);
  requireSide(heightPx);
  const painter = new SectionPainter(seed, widthPx, heightPx, stain);
  const sink = await TileSink.create(path, BIG_TIFF_HEADER_BYTES);
  try {
    const paint = (x0: number, y0: number, sidePx: number): Uint8Array | undefined => paintWithRuler(painter, x0, y0, sidePx);
    const builder = new PyramidBuilder({ widthPx, heightPx, mpp: MPP, blank: GLASS, paint }, sink, onProgress ?? (() => undefined));
    await builder.build();
    const description = omeDescription(widthPx, heightPx, stain);
    await sink.finish((at) => pyramidDirectories(at, builder.levels, description), bigTiffHeader);
  } finally {
    await sink.close();
  }
}

function paintWithRuler(painter: SectionPainter, x0: number, y0: number, sidePx: number): Uint8Array | undefined {
  const tissue = painter.paint(x0, y0, sidePx);
  if (!touchesRuler(x0, y0)) return tissue;
  const rgb = tissue ?? painter.glass(sidePx);
  drawRuler(rgb, x0, y0, sidePx);
  return rgb;
}

/**
 * OME-XML, for it is the one open standard that says both scale and objective in a plain tiled TIFF. The levels stand
 * in the chain of directories and not in SubIFDs, so that OpenSlide and libvips see the pyramid too.
 */
function omeDescription(widthPx: number, heightPx: number, stain: Stain): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" Creator="Parfocal">',
    `<Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="${OBJECTIVE_POWER}"/></Instrument>`,
    `<Image ID="Image:0" Name="synthetic ${stain}"><InstrumentRef ID="Instrument:0"/><ObjectiveSettings ID="Objective:0"/>`,
    `<Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" Interleaved="true" SizeX="${widthPx}" SizeY="${heightPx}" SizeC="3" SizeZ="1" SizeT="1"`,
    ` PhysicalSizeX="${MPP}" PhysicalSizeXUnit="um" PhysicalSizeY="${MPP}" PhysicalSizeYUnit="um">`,
    '<Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/></Pixels></Image></OME>',
  ].join('');
}

function requireSide(sidePx: number): void {
  if (!Number.isInteger(sidePx) || sidePx < LEAST_SIDE_PX || sidePx > MOST_SIDE_PX) {
    throw new RangeError(`a synthetic slide is ${LEAST_SIDE_PX} to ${MOST_SIDE_PX} px a side, not ${sidePx}`);
  }
}
