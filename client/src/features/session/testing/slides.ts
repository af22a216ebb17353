import type { SlideSummary } from '@parfocal/shared/api';

/** A slide that can be opened, 4000 x 3000 px at 40x, unless said otherwise. */
export const slideOf = (id: string, rest: Partial<SlideSummary> = {}): SlideSummary => ({
  id, name: `Slide ${id}`, widthPx: 4000, heightPx: 3000, mppX: 0.25, mppY: 0.25, objectivePower: 40, state: 'ready', verdict: null, ...rest,
});
