import type { QualityReason, QualityVerdict, ScanOccasion } from '@parfocal/shared/api';
import { LIMITS } from './limits.js';
import { RESOLUTION } from './occasions.js';

/** What was measured on a slide. */
export interface Measurements {
  readonly occasion: ScanOccasion;
  readonly tissueShare: number;
  readonly blurredShare: number;
  /** Of bare glass, 0 to 255. */
  readonly glassBrightness?: number;
  readonly clippedShare: number;
  readonly tiles: { readonly looked: number; readonly unreadable: number };
  readonly tilesForAScreen: number;
  /** The coarser side of a level-0 pixel, in µm. */
  readonly mpp?: number;
}

type Severity = QualityReason['severity'];

/** The reasons not simply to accept a slide, gravest first. */
export function reasonsOf(measured: Measurements): QualityReason[] {
  const reasons = [...tileReasons(measured), ...tissueReasons(measured), ...exposureReasons(measured), ...scaleReasons(measured)];
  return [...reasons.filter(({ severity }) => severity === 'rejection'), ...reasons.filter(({ severity }) => severity === 'warning')];
}

export function verdictFor(reasons: readonly QualityReason[]): QualityVerdict {
  if (reasons.some(({ severity }) => severity === 'rejection')) return 'rejected';
  return reasons.length > 0 ? 'warned' : 'accepted';
}

function tissueReasons({ tissueShare, blurredShare }: Measurements): QualityReason[] {
  const { tissue, blurred } = LIMITS;
  if (tissueShare < tissue.rejectedBelow) return [reason('no-tissue', 'rejection', tissueShare, tissue.rejectedBelow)];
  const reasons: QualityReason[] = [];
  if (tissueShare < tissue.warnedBelow) reasons.push(reason('little-tissue', 'warning', tissueShare, tissue.warnedBelow));
  if (blurredShare > blurred.rejectedAbove) reasons.push(reason('out-of-focus', 'rejection', blurredShare, blurred.rejectedAbove));
  else if (blurredShare > blurred.warnedAbove) reasons.push(reason('partly-out-of-focus', 'warning', blurredShare, blurred.warnedAbove));
  return reasons;
}

function exposureReasons({ glassBrightness, clippedShare }: Measurements): QualityReason[] {
  const { glass, clipped } = LIMITS;
  const reasons: QualityReason[] = [];
  const light = glassBrightness === undefined ? 1 : glassBrightness / 255;
  if (light < glass.rejectedBelow) reasons.push(reason('under-exposed', 'rejection', light, glass.rejectedBelow));
  else if (light < glass.warnedBelow) reasons.push(reason('under-exposed', 'warning', light, glass.warnedBelow));
  if (clippedShare > clipped.warnedAbove) reasons.push(reason('over-exposed', 'warning', clippedShare, clipped.warnedAbove));
  return reasons;
}

function tileReasons({ tiles, tilesForAScreen }: Measurements): QualityReason[] {
  const reasons: QualityReason[] = [];
  const most = Math.floor(tiles.looked * LIMITS.unreadable.rejectedAbove);
  if (tiles.unreadable > most) reasons.push(reason('tiles-unreadable', 'rejection', tiles.unreadable, most));
  else if (tiles.unreadable > 0) reasons.push(reason('tiles-unreadable', 'warning', tiles.unreadable, 0));
  const { warnedAbove } = LIMITS.tilesForAScreen;
  if (tilesForAScreen > warnedAbove) reasons.push(reason('levels-missing', 'warning', tilesForAScreen, warnedAbove));
  return reasons;
}

function scaleReasons({ mpp, occasion }: Measurements): QualityReason[] {
  if (mpp === undefined) return [{ code: 'mpp-missing', severity: 'warning' }];
  const { warnedAbove, rejectedAbove = Infinity } = RESOLUTION[occasion];
  if (mpp > rejectedAbove) return [reason('resolution-too-low', 'rejection', mpp, rejectedAbove)];
  return mpp > warnedAbove ? [reason('resolution-too-low', 'warning', mpp, warnedAbove)] : [];
}

const reason = (code: QualityReason['code'], severity: Severity, measured: number, limit: number): QualityReason => ({ code, severity, measured, limit });
