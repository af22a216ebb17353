/** Far above any real slide, and low enough that a hostile file costs neither time nor memory. */
export const TiffLimit = {
  /** One for each level, plane and channel: 40 channels with pyramids take 300. */
  directories: 4000,
  /** Real ones have 10 to 40. */
  entriesPerDirectory: 1024,
  subDirectories: 64,
  levels: 64,
  /** Focal planes times channels. */
  planes: 4000,
  /** 500,000 x 500,000 px in 256 px tiles are 3.8 million. All levels together; 12 bytes of memory each. */
  tiles: 8_000_000,
  sidePx: 10_000_000,
  tileSidePx: 4096,
  /** A plane that is stored without tiles is decoded whole; larger ones are made into a pyramid first. */
  flatSidePx: 4096,
  /** Decoded, with all samples. */
  tileBytes: 128 * 1024 * 1024,
  /** One tile as stored. */
  encodedTileBytes: 64 * 1024 * 1024,
  /** OME-XML of a whole plate of wells comes near; others hold a few hundred bytes. */
  descriptionBytes: 16 * 1024 * 1024,
  jpegTablesBytes: 64 * 1024,
  /** The longest of the tags that are copied beside a tile are its JPEG tables. */
  copiedTagBytes: 64 * 1024,
  /** A real one has 0.5 kB to 3 MB. */
  colourProfileBytes: 8 * 1024 * 1024,
  /** A label, macro or thumbnail: as shown, and as stored. */
  picturePx: 64 * 1024 * 1024,
  pictureBytes: 64 * 1024 * 1024,
  /** Strips or tiles of such a picture, or of a plane without tiles. */
  pictureChunks: 65_536,
  samplesPerPixel: 8,
} as const;
