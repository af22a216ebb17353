/** Far above any real slide, and low enough that a hostile file costs neither time nor memory. */
export const DicomLimit = {
  /** Instances of one folder that are looked into: a pyramid has a dozen, a concatenated one some hundred. */
  files: 2000,
  /** Sequences within sequences. Real ones go seven deep (specimen preparation). */
  depth: 24,
  /** Data elements of one file; the per-frame groups of 500,000 frames have some 6 million. */
  elements: 20_000_000,
  /** One value that is read for what it says, other than tables and profiles. */
  valueBytes: 16 * 1024,
  /** Items kept of one sequence. */
  items: 256,
  sidePx: 10_000_000,
  tileSidePx: 4096,
  /** All levels, planes and channels together; 16 bytes of memory each where they are compressed. */
  frames: 8_000_000,
  /** Frames that each say where they belong; a million tiles of 256 px are 260,000 x 260,000 px. */
  placedFrames: 1_000_000,
  /** One frame, decoded or as stored. */
  frameBytes: 64 * 1024 * 1024,
  /** Pieces that one frame may be cut into. */
  fragmentsPerFrame: 4096,
  focalPlanes: 512,
  opticalPaths: 64,
  levels: 64,
  colourProfileBytes: 16 * 1024 * 1024,
} as const;
