import type { ScanOccasion } from '@parfocal/shared/api';

export interface ResolutionLimits {
  /** µm a pixel: a coarser scan is taken with a warning. */
  readonly warnedAbove: number;
  /** µm a pixel: a coarser scan is refused. */
  readonly rejectedAbove?: number;
}

/**
 * How fine a scan has to be for what it is read for, in µm a pixel.
 *
 * No binding figure was found in a text that could be read; these follow from what the objectives are used for. What scanners call 20x
 * is 0.5 and what they call 40x is 0.25, give or take a tenth, hence the tenth in every limit.
 * - consultation: a diagnosis hangs on it, and 20x is the coarsest that is usual for diagnosis. At 10x (warned of) mitoses, nucleoli and
 *   bacteria cannot be judged; coarser is refused.
 * - tumour board: the same, but the diagnosis is already made, so that only what is coarser than 5x is refused.
 * - cytology: single cells without architecture, hence 40x; at 20x it may be looked at, coarser not.
 * - teaching: architecture is what is shown first, and old collections were scanned coarsely.
 */
export const RESOLUTION: Readonly<Record<ScanOccasion, ResolutionLimits>> = {
  consultation: { warnedAbove: 0.55, rejectedAbove: 1.1 },
  'tumor-board': { warnedAbove: 0.55, rejectedAbove: 2.2 },
  cytology: { warnedAbove: 0.275, rejectedAbove: 0.55 },
  teaching: { warnedAbove: 1.1 },
};
