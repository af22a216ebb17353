import { frameOf, type JpegFrame } from './jpeg-frame.js';
import { isAdobe, isExif, isFrameStart, isIccProfile, isJfif, type JpegSegment, JpegSegmentError, jpegSegments, Marker } from './jpeg-segments.js';

const SOI = Buffer.from([0xff, Marker.SOI]);
const EOI = Buffer.from([0xff, Marker.EOI]);
const NOTHING = Buffer.alloc(0);

/** Where Adobe's APP14 says what three components are (Adobe technical note 5116, §18): 0 is R, G and B, 1 is Y, Cb and Cr. */
const TRANSFORM_AT = 11;
const adobe = (transform: 0 | 1): Buffer => Buffer.concat([Buffer.from([0xff, Marker.APP14, 0, 14]), Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, transform])]);

/** Bytes after the end of an image that are padding: DICOM and TIFF want even lengths, some writers whole words. */
const MOST_PADDING = 16;

/** What three components are: by the word of the file around the JPEG, or by the JPEG's own markers. */
export type JpegColours = 'rgb' | 'ycc' | 'as-marked';

export interface SplicedJpeg {
  readonly bytes: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Makes the abbreviated JPEG tiles of a TIFF directory whole: the directory's tables (TIFF technical note 2, JPEGTables) go in
 * after SOI, and the JPEG is made to say of its colours what the file says, with an APP14 marker where need be; without one a
 * browser takes RGB for YCbCr. As libtiff and OpenSlide, it believes the file over the JPEG.
 *
 * Metadata that would make a browser turn or recolour the tile are hidden: no other reader of slides heeds them.
 *
 * The caller reads a tile `headroomBytes` into a buffer, and the head is written before it: no byte of the tile is copied.
 */
export class JpegSplicer {
  readonly headroomBytes: number;
  private readonly plainHead: Buffer;
  private readonly declaringHead: Buffer;

  /** @throws JpegSegmentError where the tables are no abbreviated JPEG */
  constructor(
    tables: Buffer | undefined,
    private readonly colours: JpegColours,
  ) {
    const inner = tables ? innerTables(tables, colours) : { bytes: NOTHING, hasAdobe: false };
    this.plainHead = Buffer.concat([SOI, inner.bytes]);
    const isDeclared = inner.hasAdobe || colours === 'as-marked';
    this.declaringHead = isDeclared ? this.plainHead : Buffer.concat([SOI, adobe(colours === 'rgb' ? 0 : 1), inner.bytes]);
    // The head ends with the tile's own SOI overwritten, so two bytes of it need no room.
    this.headroomBytes = this.declaringHead.length - SOI.length;
  }

  /**
   * @param buffer the tile's bytes from `headroomBytes` on; changed in place
   * @throws JpegSegmentError where the tile is no JPEG that a browser could show
   */
  splice(buffer: Buffer): SplicedJpeg {
    const { frame, hasAdobe, hasJfif } = this.inspect(buffer);
    const isDeclared = hasAdobe || frame.components !== 3 || (this.colours === 'ycc' && (hasJfif || !frame.isNamedRgb));
    const head = isDeclared ? this.plainHead : this.declaringHead;
    const start = this.headroomBytes + SOI.length - head.length;
    head.copy(buffer, start);
    const bytes = start === 0 ? buffer : buffer.subarray(start);
    return { bytes: withEnd(bytes), widthPx: frame.widthPx, heightPx: frame.heightPx };
  }

  private inspect(buffer: Buffer): { frame: JpegFrame; hasAdobe: boolean; hasJfif: boolean } {
    let [hasAdobe, hasJfif, hasScan] = [false, false, false];
    let frame: JpegFrame | undefined;
    for (const segment of jpegSegments(buffer, this.headroomBytes)) {
      if (isFrameStart(segment.marker)) frame = frameOf(buffer, segment);
      else if (isAdobe(buffer, segment)) hasAdobe = declare(buffer, segment, this.colours);
      else if (isJfif(buffer, segment)) hasJfif = this.colours !== 'rgb' || hide(buffer, segment);
      else if (isExif(buffer, segment) || isIccProfile(buffer, segment)) hide(buffer, segment);
      hasScan ||= segment.marker === Marker.SOS && segment.endAt < buffer.length;
    }
    if (!frame) throw new JpegSegmentError('no frame');
    if (!hasScan) throw new JpegSegmentError('no image data');
    return { frame, hasAdobe, hasJfif };
  }
}

/** A comment it becomes. JFIF means YCbCr to a decoder, whatever follows; the file says RGB. */
function hide(bytes: Buffer, segment: JpegSegment): false {
  bytes[segment.at + 1] = Marker.COM;
  return false;
}

function declare(bytes: Buffer, { bodyAt }: JpegSegment, colours: JpegColours): true {
  if (colours !== 'as-marked') bytes[bodyAt + TRANSFORM_AT] = colours === 'rgb' ? 0 : 1;
  return true;
}

/** Some writers leave EOI out; libjpeg forgives it, a browser that has all the bytes and waits for more does not. */
function withEnd(bytes: Buffer): Buffer {
  return bytes.indexOf(EOI, Math.max(0, bytes.length - EOI.length - MOST_PADDING)) < 0 ? Buffer.concat([bytes, EOI]) : bytes;
}

/** The segments between the tables' SOI and EOI; a missing EOI is forgiven, since libtiff forgives it. */
function innerTables(tables: Buffer, colours: JpegColours): { bytes: Buffer; hasAdobe: boolean } {
  // A copy, for it is changed.
  const whole = Buffer.concat([tables, ...(tables.subarray(-2).equals(EOI) ? [] : [EOI])]);
  const kept: Buffer[] = [];
  let hasAdobe = false;
  for (const segment of jpegSegments(whole, 0)) {
    if (segment.marker === Marker.SOS || isFrameStart(segment.marker)) throw new JpegSegmentError('tables that hold an image');
    if (segment.marker === Marker.EOI || (colours === 'rgb' && isJfif(whole, segment)) || isExif(whole, segment) || isIccProfile(whole, segment)) continue;
    if (isAdobe(whole, segment)) hasAdobe = declare(whole, segment, colours);
    kept.push(whole.subarray(segment.at, segment.endAt));
  }
  return { bytes: Buffer.concat(kept), hasAdobe };
}
