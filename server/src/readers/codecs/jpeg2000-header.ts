import { type CodedShape, damaged, unsupported } from './coded-shape.js';

const SOC_SIZ = 0xff4fff51;
const SIZ = { capabilities: 6, width: 8, height: 12, left: 16, top: 20, tileWidth: 24, tileHeight: 28, components: 40, perComponent: 42 } as const;
/** A tile of a slide is one tile of JPEG 2000, or a few. */
const MOST_TILES = 4_096;
const SIGNED = 0x80;
const BOX_HEADER_BYTES = 8;
const MOST_BOXES = 64;
const JP2_SIGNATURE = Buffer.from('0000000c6a5020200d0a870a', 'hex');

/** The ways of subsampling that the decoder brings to full resolution: each component's x and y steps. */
const FULL = '1,1 1,1 1,1';
const SUBSAMPLED: ReadonlySet<string> = new Set(['1,1 2,1 2,1', '1,1 2,2 2,2']);

/**
 * The codestream within a JP2 file, or the bytes themselves. The boxes around it are left out: colour is what the slide's own
 * format says of it, and DICOM forbids them (PS3.5 A.4.4).
 *
 * @throws SlideFileError `slide.tile-damaged`
 */
export function codestreamOf(bytes: Buffer): Buffer {
  if (!bytes.subarray(0, JP2_SIGNATURE.length).equals(JP2_SIGNATURE)) return bytes;
  let at = 0;
  for (let box = 0; box < MOST_BOXES && at + BOX_HEADER_BYTES <= bytes.length; box++) {
    const lengthBytes = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'jp2c') return bytes.subarray(at + (lengthBytes === 1 ? 2 * BOX_HEADER_BYTES : BOX_HEADER_BYTES));
    if (lengthBytes < BOX_HEADER_BYTES) break;
    at += lengthBytes;
  }
  throw damaged('a JP2 file without a codestream');
}

/**
 * What the SIZ marker announces (ISO/IEC 15444-1 A.5.1). Only what the decoder is known to hand out whole is let through: it
 * reads past its planes where components differ in any other way, and what lies there may be another slide's.
 *
 * @throws SlideFileError `slide.tile-damaged`, `slide.pixels-unsupported`
 */
export function jpeg2000Shape(codestream: Buffer): CodedShape {
  if (codestream.length < SIZ.perComponent || codestream.readUInt32BE(0) !== SOC_SIZ) throw damaged('no JPEG 2000 codestream');
  const field = (at: number): number => codestream.readUInt32BE(at);
  const bands = codestream.readUInt16BE(SIZ.components);
  if (bands !== 1 && bands !== 3) throw unsupported(`JPEG 2000 of ${bands} components`);
  if (codestream.length < SIZ.perComponent + 3 * bands) throw damaged('a JPEG 2000 codestream that ends in its head');
  if (field(SIZ.left) !== 0 || field(SIZ.top) !== 0) throw unsupported('a JPEG 2000 picture that does not begin at its origin');
  const [widthPx, heightPx] = [field(SIZ.width), field(SIZ.height)];
  const [tileWidthPx, tileHeightPx] = [field(SIZ.tileWidth), field(SIZ.tileHeight)];
  if (tileWidthPx === 0 || tileHeightPx === 0) throw damaged('JPEG 2000 tiles without a size');
  const tiles = Math.ceil(widthPx / tileWidthPx) * Math.ceil(heightPx / tileHeightPx);
  if (tiles > MOST_TILES) throw damaged(`${tiles} JPEG 2000 tiles in one tile`);
  return { widthPx, heightPx, bands, ...samplesOf(codestream, bands) };
}

function samplesOf(codestream: Buffer, bands: number): Pick<CodedShape, 'precision' | 'isSubsampled'> {
  const depths = new Set<number>();
  const steps: string[] = [];
  for (let band = 0; band < bands; band++) {
    const at = SIZ.perComponent + 3 * band;
    depths.add(codestream[at]!);
    steps.push(`${codestream[at + 1]},${codestream[at + 2]}`);
  }
  const [depth = 0] = depths;
  if (depths.size > 1) throw unsupported('JPEG 2000 components of different depths');
  if (depth & SIGNED) throw unsupported('signed JPEG 2000 samples');
  const precision = depth + 1;
  if (precision > (bands === 1 ? 16 : 8)) throw unsupported(`JPEG 2000 of ${bands} components with ${precision} bits`);
  const isSubsampled = SUBSAMPLED.has(steps.join(' '));
  if (!isSubsampled && !FULL.startsWith(steps.join(' '))) throw unsupported('JPEG 2000 components of different sizes');
  return { precision, isSubsampled };
}
