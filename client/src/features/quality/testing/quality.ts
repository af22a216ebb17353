import type { QualityReport, SlideDetail, SlideQuality, SlideSummary } from '@parfocal/shared/api';

export const CASE_ID = 'b7a1e0f4-8c1d-4a5e-9a53-1c2d3e4f5a6b';

/** A rejected slide of 4000 x 2000 px whose right half is blurred. */
export const REPORT: QualityReport = {
  verdict: 'rejected',
  reasons: [
    { code: 'out-of-focus', severity: 'rejection', measured: 0.62, limit: 0.5 },
    { code: 'mpp-missing', severity: 'warning' },
  ],
  occasion: 'consultation',
  tissueShare: 0.234,
  blurredShare: 0.62,
  glassBrightness: 242,
  unreadableTiles: 0,
  focus: { columns: 6, rows: 3, cells: '..88009..9022?!...' },
  measuredAt: 1_790_000_000_000,
};

export const summaryOf = (rest: Partial<SlideSummary> = {}): SlideSummary => ({
  id: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', name: 'A1 · H&E', widthPx: 4000, heightPx: 2000, mppX: null, mppY: null, objectivePower: null, state: 'ready', verdict: 'rejected', ...rest,
});

export const detailOf = (quality: SlideQuality | null): SlideDetail => ({
  ...summaryOf(),
  image: {
    format: 'generic-tiff', widthPx: 4000, heightPx: 2000, zPlanes: 1, channels: 1,
    levels: [{ widthPx: 4000, heightPx: 2000, tileWidthPx: 256, tileHeightPx: 256, columns: 16, rows: 8, downsample: 1 }],
  },
  digest: null, origin: {}, associated: [], quality, isDeidentified: false,
});

export const PERSON_ID = 'c1a4a2a0-0000-4000-8000-000000000001';
