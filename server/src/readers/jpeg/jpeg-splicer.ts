import { isAdobe, isFrameStart, isJfif, type JpegSegment, JpegSegmentError, jpegSegments, Marker } from './jpeg-segments.js';

const SOI = Buffer.from([0xff, Marker.SOI]);
const NOTHING = Buffer.alloc(0);

/** Adobe's APP14 with transform 0: "these three components are R, G and B" (Adobe technical note 5116, §18). */
const ADOBE_RGB = Buffer.concat([Buffer.from([0xff, Marker.APP14, 0, 14]), Buffer.from('Adobe'), Buffer.from([0, 100, 0, 0, 0, 0, 0])]);

export interface SplicedJpeg {
  readonly bytes: Buffer;
  readonly widthPx: number;
  readonly heightPx: number;
}

interface FrameFacts {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly hasAdobe: boolean;
}

/**
 * Makes the abbreviated JPEG tiles of a TIFF directory whole: the directory's tables (TIFF technical note 2,
 * JPEGTables) go in after SOI, and where the directory says RGB without the JPEG saying so, an APP14 marker does too;
 * without it a browser takes RGB for YCbCr.
 *
 * The caller reads a tile `headroomBytes` into a buffer, and the head is written before it: no byte of the tile is copied.
 */
export class JpegSplicer {
  readonly headroomBytes: number;
  private readonly plainHead: Buffer;
  private readonly rgbHead: Buffer;

  /** @throws JpegSegmentError where the tables are no abbreviated JPEG */
  constructor(
    tables: Buffer | undefined,
    private readonly isRgb: boolean,
  ) {
    const inner = tables ? innerTables(tables, isRgb) : { bytes: NOTHING, hasAdobe: false };
    this.plainHead = Buffer.concat([SOI, inner.bytes]);
    this.rgbHead = isRgb && !inner.hasAdobe ? Buffer.concat([SOI, ADOBE_RGB, inner.bytes]) : this.plainHead;
    // The head ends with the tile's own SOI overwritten, so two bytes of it need no room.
    this.headroomBytes = this.rgbHead.length - SOI.length;
  }

  /**
   * @param buffer the tile's bytes from `headroomBytes` on; changed in place
   * @throws JpegSegmentError where the tile is no JPEG that a browser could show
   */
  splice(buffer: Buffer): SplicedJpeg {
    const { widthPx, heightPx, hasAdobe } = this.inspect(buffer);
    const head = hasAdobe ? this.plainHead : this.rgbHead;
    const start = this.headroomBytes + SOI.length - head.length;
    head.copy(buffer, start);
    return { bytes: start === 0 ? buffer : buffer.subarray(start), widthPx, heightPx };
  }

  private inspect(buffer: Buffer): FrameFacts {
    let hasAdobe = false;
    let frame: { widthPx: number; heightPx: number } | undefined;
    for (const segment of jpegSegments(buffer, this.headroomBytes)) {
      if (isFrameStart(segment.marker)) frame = frameSize(buffer, segment);
      else if (isAdobe(buffer, segment)) hasAdobe = true;
      else if (this.isRgb && isJfif(buffer, segment)) hideJfif(buffer, segment);
    }
    if (!frame) throw new JpegSegmentError('no frame');
    return { ...frame, hasAdobe };
  }
}

/** JFIF means YCbCr to a decoder, whatever follows; the TIFF says RGB, and libtiff believes the TIFF. A comment it becomes. */
function hideJfif(bytes: Buffer, segment: JpegSegment): void {
  bytes[segment.at + 1] = Marker.COM;
}

function frameSize(bytes: Buffer, { marker, bodyAt, endAt }: JpegSegment): { widthPx: number; heightPx: number } {
  if (marker > Marker.SOF2) throw new JpegSegmentError('a coding that browsers do not know');
  if (endAt - bodyAt < 6 || bytes[bodyAt] !== 8) throw new JpegSegmentError('not 8 bits a sample');
  return { heightPx: bytes.readUInt16BE(bodyAt + 1), widthPx: bytes.readUInt16BE(bodyAt + 3) };
}

/** The segments between the tables' SOI and EOI; a missing EOI is forgiven, since libtiff forgives it. */
function innerTables(tables: Buffer, isRgb: boolean): { bytes: Buffer; hasAdobe: boolean } {
  const whole = tables.subarray(-2).equals(Buffer.from([0xff, Marker.EOI])) ? tables : Buffer.concat([tables, Buffer.from([0xff, Marker.EOI])]);
  const kept: Buffer[] = [];
  let hasAdobe = false;
  for (const segment of jpegSegments(whole, 0)) {
    if (segment.marker === Marker.SOS || isFrameStart(segment.marker)) throw new JpegSegmentError('tables that hold an image');
    if (segment.marker === Marker.EOI || (isRgb && isJfif(whole, segment))) continue;
    hasAdobe ||= isAdobe(whole, segment);
    kept.push(whole.subarray(segment.at, segment.endAt));
  }
  return { bytes: Buffer.concat(kept), hasAdobe };
}
