/** Tags that the reader looks at; all others are skipped while parsing. TIFF 6.0, technical notes 1 and 2, and vendors' own. */
export const TiffTag = {
  NewSubfileType: 254,
  ImageWidth: 256,
  ImageLength: 257,
  BitsPerSample: 258,
  Compression: 259,
  Photometric: 262,
  ImageDescription: 270,
  Make: 271,
  Model: 272,
  StripOffsets: 273,
  SamplesPerPixel: 277,
  RowsPerStrip: 278,
  StripByteCounts: 279,
  XResolution: 282,
  YResolution: 283,
  PlanarConfiguration: 284,
  ResolutionUnit: 296,
  Software: 305,
  DateTime: 306,
  Predictor: 317,
  ColorMap: 320,
  TileWidth: 322,
  TileLength: 323,
  TileOffsets: 324,
  TileByteCounts: 325,
  SubIfds: 330,
  ExtraSamples: 338,
  SampleFormat: 339,
  JpegTables: 347,
  YCbCrCoefficients: 529,
  YCbCrSubSampling: 530,
  ReferenceBlackWhite: 532,
  /** Ventana and Roche put `<iScan` into it. */
  Xmp: 700,
  IccProfile: 34675,
  /** In every directory of a Hamamatsu NDPI file. */
  NdpiFormatFlag: 65420,
} as const;

export const KNOWN_TAGS: ReadonlySet<number> = new Set(Object.values(TiffTag));

export const TiffType = { Byte: 1, Ascii: 2, Short: 3, Long: 4, Rational: 5, Undefined: 7, Ifd: 13, Long8: 16, Ifd8: 18 } as const;

/** Bytes a value of each field type takes; types not listed are skipped. */
export const TYPE_BYTES: ReadonlyMap<number, number> = new Map([
  [TiffType.Byte, 1],
  [TiffType.Ascii, 1],
  [TiffType.Short, 2],
  [TiffType.Long, 4],
  [TiffType.Rational, 8],
  [TiffType.Undefined, 1],
  [TiffType.Ifd, 4],
  [TiffType.Long8, 8],
  [TiffType.Ifd8, 8],
]);

export const TiffCompression = {
  None: 1,
  Lzw: 5,
  OldJpeg: 6,
  Jpeg: 7,
  Deflate: 8,
  PackBits: 32773,
  DeflateOld: 32946,
  /** Aperio's, of YCbCr samples that the codestream does not transform; Bio-Formats writes it for any colours. */
  Jpeg2000Aperio: 33003,
  /** Bio-Formats': the lossy and the other lossless kind; Aperio's RGB has the number 33005 too. */
  Jpeg2000Lossy: 33004,
  Jpeg2000Rgb: 33005,
  Jpeg2000: 34712,
  WebP: 50001,
} as const;

export const TiffPhotometric = { WhiteIsZero: 0, BlackIsZero: 1, Rgb: 2, Palette: 3, YCbCr: 6 } as const;

/** NewSubfileType is a set of bits. */
export const Subfile = { Reduced: 1, Page: 2, Mask: 4 } as const;

export const ResolutionUnit = { None: 1, Inch: 2, Centimetre: 3 } as const;

/** SampleFormat; floating point (3) and complex numbers are not shown. */
export const SampleKind = { Unsigned: 1, Signed: 2 } as const;

export const ExtraSample = { Unspecified: 0, Associated: 1, Unassociated: 2 } as const;
