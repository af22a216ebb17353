/** Far above any real slide, and low enough that a hostile file costs neither time nor memory. */
export const TiffLimit = {
  directories: 1000,
  entriesPerDirectory: 4096,
  subDirectories: 64,
  levels: 64,
  /** 500,000 x 500,000 px in 256 px tiles are 3.8 million. All levels together; 12 bytes of memory each. */
  tiles: 8_000_000,
  sidePx: 10_000_000,
  tileSidePx: 4096,
  /** Decoded, with all samples. */
  tileBytes: 128 * 1024 * 1024,
  /** One tile as stored. */
  encodedTileBytes: 64 * 1024 * 1024,
  /** OME-XML of a whole plate of wells comes near; others hold a few hundred bytes. */
  descriptionBytes: 16 * 1024 * 1024,
  jpegTablesBytes: 64 * 1024,
  samplesPerPixel: 8,
} as const;
