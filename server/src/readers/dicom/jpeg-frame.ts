import { isAdobe, isFrameStart, isJfif, JpegSegmentError, jpegSegments, JpegSplicer } from '../jpeg/index.js';

export interface ExpectedJpeg {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly samples: number;
  /** PhotometricInterpretation RGB. */
  readonly saysRgb: boolean;
}

const COMPONENTS_AT = 6;
const COMPONENT_BYTES = 3;

const passing = new JpegSplicer(undefined, 'as-marked');
const declaringRgb = new JpegSplicer(undefined, 'rgb');

/**
 * A frame as a browser shows it in its true colours. A JPEG's own markers are believed before PhotometricInterpretation: files that
 * say RGB hold JFIF, which is YCbCr. Without any marker a browser would take RGB for YCbCr, so it is told.
 *
 * @throws JpegSegmentError where the frame is no JPEG that a browser shows, or not of the size that is due
 */
export function browserJpeg(bytes: Buffer, { widthPx, heightPx, samples, saysRgb }: ExpectedJpeg): Buffer {
  const found = passing.splice(bytes);
  if (found.widthPx !== widthPx || found.heightPx !== heightPx) {
    throw new JpegSegmentError(`${found.widthPx} x ${found.heightPx} px where ${widthPx} x ${heightPx} are due`);
  }
  const { components, isMarked, isSubsampled } = componentsOf(bytes);
  if (components !== samples) throw new JpegSegmentError(`${components} components where ${samples} are due`);
  // Nobody subsamples red and blue: what is subsampled is YCbCr.
  if (!saysRgb || isMarked || isSubsampled) return bytes;
  return declaringRgb.splice(Buffer.concat([Buffer.alloc(declaringRgb.headroomBytes), bytes])).bytes;
}

/** Whether markers or the components' own names tell their colours (ISO/IEC 10918-1 B.2.2, libjpeg's rules). */
function componentsOf(bytes: Buffer): { components: number; isMarked: boolean; isSubsampled: boolean } {
  let facts = { components: 0, isSubsampled: false, isMarked: false };
  let isMarked = false;
  for (const segment of jpegSegments(bytes, 0)) {
    isMarked ||= isAdobe(bytes, segment) || isJfif(bytes, segment);
    if (!isFrameStart(segment.marker)) continue;
    const components = bytes[segment.bodyAt + COMPONENTS_AT - 1] ?? 0;
    const at = segment.bodyAt + COMPONENTS_AT;
    if (at + components * COMPONENT_BYTES > segment.endAt) throw new JpegSegmentError('a frame header that is too short');
    const named = Array.from({ length: components }, (_, i) => ({ id: bytes[at + i * COMPONENT_BYTES], steps: bytes[at + i * COMPONENT_BYTES + 1] }));
    facts = {
      components,
      isSubsampled: named.some(({ steps }) => steps !== named[0]?.steps),
      isMarked: String.fromCharCode(...named.map(({ id }) => id ?? 0)) === 'RGB',
    };
  }
  return { ...facts, isMarked: isMarked || facts.isMarked };
}
