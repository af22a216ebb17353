import * as z from 'zod';
import { words } from './words.js';

/** accepted: fit to be read · warned: to be read with the reasons in mind · rejected: to be scanned again. */
export const QualityVerdict = z.enum(['accepted', 'warned', 'rejected']);
export type QualityVerdict = z.infer<typeof QualityVerdict>;

/** Why a slide is not simply accepted. The client has a sentence for each. */
export const QualityReasonCode = z.enum([
  'no-tissue',
  'little-tissue',
  'out-of-focus',
  'partly-out-of-focus',
  'under-exposed',
  'over-exposed',
  'mpp-missing',
  'resolution-too-low',
  'tiles-unreadable',
  'levels-missing',
]);
export type QualityReasonCode = z.infer<typeof QualityReasonCode>;

export const QualityReason = z.object({
  code: QualityReasonCode,
  severity: z.enum(['warning', 'rejection']),
  /** What was measured and the limit it missed, in the unit of the code: shares from 0 to 1, resolutions in µm a pixel, tiles as a count. */
  measured: z.number().optional(),
  limit: z.number().optional(),
});
export type QualityReason = z.infer<typeof QualityReason>;

/** What the scan is for decides how fine it has to be. */
export const ScanOccasion = z.enum(['consultation', 'tumor-board', 'teaching', 'cytology']);
export type ScanOccasion = z.infer<typeof ScanOccasion>;

/**
 * A coarse map of cells of equal size over all of level 0, row by row, a character a cell: `.` no tissue, `?` not measured,
 * `!` unreadable, and for tissue the sharpness from `0` (blurred) to `9` (sharp).
 */
export const FocusMap = z.object({ columns: z.int().positive().max(512), rows: z.int().positive().max(512), cells: z.string().max(262_144) });
export type FocusMap = z.infer<typeof FocusMap>;

/** Scores of a `FocusMap` below this are out of focus. */
export const FOCUS_SHARP_FROM = 4;

/** What quality control found on a slide. */
export const QualityReport = z.object({
  verdict: QualityVerdict,
  reasons: z.array(QualityReason),
  occasion: ScanOccasion,
  /** Share of the scanned area that is tissue, 0 to 1. */
  tissueShare: z.number().min(0).max(1),
  /** Share of the tissue that is blurred, 0 to 1. */
  blurredShare: z.number().min(0).max(1),
  /** Mean brightness of bare glass, 0 to 255; absent where there is none, or the slide is fluorescence. */
  glassBrightness: z.number().min(0).max(255).optional(),
  unreadableTiles: z.int().nonnegative(),
  focus: FocusMap,
  measuredAt: z.int(),
});
export type QualityReport = z.infer<typeof QualityReport>;

/** A reviewer decided otherwise than the measurement; both are kept. */
export const QualityOverrule = z.object({ verdict: QualityVerdict, reason: z.string().min(1).max(500), personId: z.uuid(), personName: z.string(), at: z.int() });
export type QualityOverrule = z.infer<typeof QualityOverrule>;

/** Body of `POST qualityDecisionUrl`, by a manager of the case; the answer is the slide's `SlideQuality`. */
export const QualityDecision = z.strictObject({ verdict: QualityVerdict, reason: words(1, 500) });
export type QualityDecision = z.infer<typeof QualityDecision>;

export const qualityDecisionUrl = (caseId: string, slideId: string): string => `/api/cases/${caseId}/slides/${slideId}/quality`;

/** The measurement and what was decided in spite of it; the newest decision counts. */
export const SlideQuality = z.object({ report: QualityReport, overrules: z.array(QualityOverrule) });
export type SlideQuality = z.infer<typeof SlideQuality>;

export const verdictOf = ({ report, overrules }: SlideQuality): QualityVerdict => overrules.at(-1)?.verdict ?? report.verdict;
