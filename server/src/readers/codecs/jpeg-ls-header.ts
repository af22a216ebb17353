import { type CodedShape, damaged, unsupported } from './coded-shape.js';

const SOI = 0xffd8;
const SOF55 = 0xfff7;
const SOS = 0xffda;
const MOST_SEGMENTS = 64;
const FRAME_BYTES = 6;

/**
 * What the frame header of JPEG-LS announces (ITU-T T.87 C.2.2).
 *
 * @throws SlideFileError `slide.tile-damaged`, `slide.pixels-unsupported`
 */
export function jpegLsShape(bytes: Buffer): CodedShape {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== SOI) throw damaged('no JPEG-LS picture');
  let at = 2;
  for (let segment = 0; segment < MOST_SEGMENTS && at + 4 <= bytes.length; segment++) {
    const marker = bytes.readUInt16BE(at);
    const lengthBytes = bytes.readUInt16BE(at + 2);
    if (marker === SOF55) return frameOf(bytes.subarray(at + 4, at + 2 + lengthBytes));
    if (marker === SOS || marker < 0xff00 || lengthBytes < 2) break;
    at += 2 + lengthBytes;
  }
  throw damaged('a JPEG-LS picture without a frame');
}

function frameOf(frame: Buffer): CodedShape {
  if (frame.length < FRAME_BYTES) throw damaged('a JPEG-LS frame header that is too short');
  const [precision, bands] = [frame[0]!, frame[5]!];
  if (precision < 2 || precision > 16) throw damaged(`JPEG-LS samples of ${precision} bits`);
  if (bands !== 1 && bands !== 3) throw unsupported(`JPEG-LS of ${bands} components`);
  for (let band = 0; band < bands; band++) {
    // T.81 allows components of different resolutions; CharLS and T.87's own profiles do not.
    if (frame[FRAME_BYTES + 3 * band + 1] !== 0x11) throw unsupported('JPEG-LS components of different sizes');
  }
  return { widthPx: frame.readUInt16BE(3), heightPx: frame.readUInt16BE(1), bands, precision, isSubsampled: false };
}
