/**
 * What a directory keeps: the tags without which its pixels could not be decoded and placed. All others go, whatever they are, since
 * vendors put names into tags of their own. Numbers of TIFF 6.0, its technical notes, and Adobe's supplements.
 */
export const KEPT_TAGS: ReadonlySet<number> = new Set([
  254, // NewSubfileType
  256, 257, 258, 259, 262, // size, depth, compression, colour
  266, // FillOrder
  273, 277, 278, 279, // strips
  282, 283, 284, // resolution, planar configuration
  296, // ResolutionUnit
  317, // Predictor
  320, // ColorMap
  322, 323, 324, 325, // tiles
  330, // SubIFDs; written anew
  338, 339, // extra samples, sample format
  347, // JPEGTables
  529, 530, 531, 532, // YCbCr
  34675, // ICC profile: of the scanner's model, and without it colours are wrong
]);

export const Tag = { ImageDescription: 270, Software: 305, StripOffsets: 273, StripByteCounts: 279, TileOffsets: 324, TileByteCounts: 325, SubIfds: 330 } as const;

/** What a person or a machine wrote: proof of what was removed. Make, Model and Software name products. */
export const TELLING_TAGS: ReadonlySet<number> = new Set([
  269, 270, 285, 306, 315, 316, 33432, // DocumentName, ImageDescription, PageName, DateTime, Artist, HostComputer, Copyright
  700, 33723, // XMP, IPTC
]);
