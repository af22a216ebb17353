/** JPEG markers that matter here (ITU-T T.81, table B.1). */
export const Marker = { SOF0: 0xc0, SOF2: 0xc2, DHT: 0xc4, JPG: 0xc8, DAC: 0xcc, SOI: 0xd8, EOI: 0xd9, SOS: 0xda, APP0: 0xe0, APP1: 0xe1, APP2: 0xe2, APP14: 0xee, COM: 0xfe } as const;

export interface JpegSegment {
  readonly marker: number;
  /** Where its 0xFF lies. */
  readonly at: number;
  /** Where its parameters begin, past the length. */
  readonly bodyAt: number;
  readonly endAt: number;
}

/** The bytes are not what a JPEG may hold. The caller knows which tile, so it says the rest. */
export class JpegSegmentError extends Error {}

/**
 * The segments of a JPEG from its SOI up to, and with, SOS or EOI; entropy-coded data is never looked at.
 *
 * @throws JpegSegmentError where the markers do not follow each other or leave the buffer
 */
export function* jpegSegments(bytes: Buffer, start: number): Generator<JpegSegment> {
  if (bytes[start] !== 0xff || bytes[start + 1] !== Marker.SOI) throw new JpegSegmentError('no start of image');
  let at = start + 2;
  for (;;) {
    if (bytes[at] !== 0xff) throw new JpegSegmentError('no marker where one is due');
    // Any number of 0xFF may pad a marker (B.1.1.2).
    while (bytes[at + 1] === 0xff) at++;
    const marker = bytes[at + 1];
    if (marker === undefined) throw new JpegSegmentError('ends inside its header');
    if (marker === Marker.EOI) {
      yield { marker, at, bodyAt: at + 2, endAt: at + 2 };
      return;
    }
    if (at + 4 > bytes.length) throw new JpegSegmentError('ends inside its header');
    const length = bytes.readUInt16BE(at + 2);
    const endAt = at + 2 + length;
    if (length < 2 || endAt > bytes.length) throw new JpegSegmentError('a segment leaves the image');
    yield { marker, at, bodyAt: at + 4, endAt };
    if (marker === Marker.SOS) return;
    at = endAt;
  }
}

/** Start-of-frame of any kind: C0–CF without DHT, JPG and DAC. */
export const isFrameStart = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== Marker.DHT && marker !== Marker.JPG && marker !== Marker.DAC;

export const isAdobe = (bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): boolean =>
  marker === Marker.APP14 && endAt - bodyAt >= 12 && bytes.toString('latin1', bodyAt, bodyAt + 5) === 'Adobe';

export const isJfif = (bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): boolean =>
  marker === Marker.APP0 && endAt - bodyAt >= 5 && bytes.toString('latin1', bodyAt, bodyAt + 4) === 'JFIF';

/** Holds the direction in which a browser turns a picture. */
export const isExif = (bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): boolean =>
  marker === Marker.APP1 && endAt - bodyAt >= 6 && bytes.toString('latin1', bodyAt, bodyAt + 4) === 'Exif';

/** A part of a profile by which a browser recolours a picture (ICC.1:2022 annex B.4). */
export const isIccProfile = (bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): boolean =>
  marker === Marker.APP2 && endAt - bodyAt >= 12 && bytes.toString('latin1', bodyAt, bodyAt + 11) === 'ICC_PROFILE';
