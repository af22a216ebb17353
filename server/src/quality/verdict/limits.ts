/**
 * Where measurements become reasons. Shares count from 0 to 1. docs/adr/0018-quality-control.md says where each limit comes from
 * and what it does not see.
 */
export const LIMITS = {
  /** Of the scanned area. A needle biopsy covers about 0.005 of a slide scanned from edge to edge; a speck of dust 0.0001. */
  tissue: { rejectedBelow: 0.0003, warnedBelow: 0.002 },
  /** Of the tissue. */
  blurred: { rejectedAbove: 0.5, warnedAbove: 0.1 },
  /** Brightness of bare glass as a share of white; 0.87 to 0.96 on the scans at hand. */
  glass: { rejectedBelow: 0.4, warnedBelow: 0.7 },
  /** Of the tissue: colours at their end. */
  clipped: { warnedAbove: 0.25 },
  /** Of the tiles looked at; one is enough for a warning. */
  unreadable: { rejectedAbove: 0.05 },
  /** Tiles that a screen of 1920 x 1080 needs at the worst of all magnifications. A pyramid of steps of 4 needs 127 of 256 px. */
  tilesForAScreen: { warnedAbove: 512 },
} as const;
