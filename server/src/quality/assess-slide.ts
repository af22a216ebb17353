import { setImmediate } from 'node:timers/promises';
import type { QualityReport, ScanOccasion } from '@parfocal/shared/api';
import type { SlideReader } from '../readers/index.js';
import { exposureOf } from './exposure.js';
import { mapFocus } from './focus/map-focus.js';
import type { Turns } from './in-turns.js';
import { drawOverview } from './overview.js';
import { forgetFilling, forgetOutside, isDarkField } from './scanned-area.js';
import { SlidePixels } from './slide-pixels.js';
import { surveyTiles } from './survey.js';
import { findGlass } from './tissue/glass.js';
import { brightFieldMask, darkFieldMask } from './tissue/tissue-mask.js';
import { reasonsOf, verdictFor } from './verdict/judge.js';
import { tilesForAScreen } from './verdict/tiles-for-a-screen.js';

export interface Assessment {
  /** What the scan will be read for; it decides how fine it has to be. */
  readonly occasion: ScanOccasion;
  readonly signal: AbortSignal;
  /** Share of the work that is done, from 0 to 1, never falling. */
  onProgress(share: number): void;
}

/** How the work is shared out, by what a slide of 20,000 px takes. */
const PARTS = { overview: 0.2, survey: 0.1, focus: 0.7 } as const;

/**
 * Measures whether a scan is fit to be read, on its own tiles (never on label or macro): tissue, focus, exposure, scale and
 * damage. Works on a sample of some thousand tiles at most, in some 50 MB whatever the slide's size, and leaves a core free. docs/adr/0018-quality-control.md
 * says what it cannot see.
 *
 * @throws SlideFileError where the slide cannot be read any more (single damaged tiles are counted instead); the signal's reason
 * soon after it is aborted
 */
export async function assessSlide(reader: SlideReader, { occasion, signal, onProgress }: Assessment): Promise<QualityReport> {
  const part = (from: number, share: number): Turns => ({ signal, onProgress: (done) => onProgress(from + done * share) });
  const pixels = new SlidePixels(reader);
  const { image } = pixels;
  const overview = await drawOverview(pixels, part(0, PARTS.overview));
  await surveyTiles(pixels, part(PARTS.overview, PARTS.survey));

  forgetOutside(overview, image);
  const isDark = image.channelStyles !== undefined || isDarkField(overview);
  if (!isDark) forgetFilling(overview);
  // Each pass over the overview takes some ten milliseconds; others have their turn in between.
  await setImmediate();
  const glass = isDark ? undefined : findGlass(overview);
  await setImmediate();
  const mask = glass ? brightFieldMask(overview, glass) : darkFieldMask(overview);
  const focus = await mapFocus(pixels, { overview, mask, isDarkField: isDark }, part(PARTS.overview + PARTS.survey, PARTS.focus));
  const exposure = exposureOf(overview, mask, glass, image.channelStyles !== undefined);

  const { looked, unreadable } = pixels.count;
  const reasons = reasonsOf({
    occasion,
    tissueShare: mask.share,
    blurredShare: focus.blurredShare,
    ...exposure,
    tiles: { looked, unreadable },
    tilesForAScreen: tilesForAScreen(image.levels),
    ...(image.mppX === undefined ? {} : { mpp: Math.max(image.mppX, image.mppY ?? image.mppX) }),
  });
  onProgress(1);
  const { glassBrightness } = exposure;
  return {
    verdict: verdictFor(reasons),
    reasons,
    occasion,
    tissueShare: mask.share,
    blurredShare: focus.blurredShare,
    ...(glassBrightness === undefined ? {} : { glassBrightness }),
    unreadableTiles: unreadable,
    focus: focus.map,
    measuredAt: Date.now(),
  };
}
