import { type JpegSegment, JpegSegmentError, Marker } from './jpeg-segments.js';

/** What a start-of-frame says (ITU-T T.81 §B.2.2). */
export interface JpegFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly components: 1 | 3;
  /** Components are named R, G and B: without other markers decoders take them for that. */
  readonly isNamedRgb: boolean;
}

const COMPONENTS_AT = 5;
const COMPONENT_BYTES = 3;

/** @throws JpegSegmentError for a frame that browsers do not show */
export function frameOf(bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): JpegFrame {
  if (marker > Marker.SOF2) throw new JpegSegmentError('a coding that browsers do not know');
  if (endAt - bodyAt <= COMPONENTS_AT || bytes[bodyAt] !== 8) throw new JpegSegmentError('not 8 bits a sample');
  const [heightPx, widthPx] = [bytes.readUInt16BE(bodyAt + 1), bytes.readUInt16BE(bodyAt + 3)];
  // Height 0 would follow after the image (DNL), which no browser waits for.
  if (widthPx === 0 || heightPx === 0) throw new JpegSegmentError('a frame of unknown size');
  const components = bytes[bodyAt + COMPONENTS_AT];
  // Four are CMYK, and a browser's guess at it.
  if (components !== 1 && components !== 3) throw new JpegSegmentError(`${components} components`);
  if (bodyAt + COMPONENTS_AT + 1 + components * COMPONENT_BYTES > endAt) throw new JpegSegmentError('a frame that is too short');
  const names = Array.from({ length: components }, (_, i) => bytes[bodyAt + COMPONENTS_AT + 1 + i * COMPONENT_BYTES] ?? 0);
  return { widthPx, heightPx, components, isNamedRgb: String.fromCharCode(...names) === 'RGB' };
}
