import { type SlideSummary } from '@parfocal/shared/api';
import { scanOf, sizeOf } from './describe-slide';

const slide: SlideSummary = {
  id: '8c5f0a0e-6d0b-4c55-9a56-0d6d5b7f5d0e', name: 'A1 · H&E', widthPx: 46_000, heightPx: 32_914, mppX: 0.499, mppY: 0.499, objectivePower: 20, state: 'ready', verdict: null,
};

describe('a slide in words', () => {
  it('says objective and pixel, and the field in mm', () => {
    expect(scanOf(slide, 'en')).toBe('20x · 0.499 µm/px');
    expect(sizeOf(slide, 'en')).toBe('23 × 16.4 mm');
  });

  it('never rounds a small field to nothing', () => {
    expect(sizeOf({ ...slide, widthPx: 64, heightPx: 900 }, 'en')).toBe('0.032 × 0.4 mm');
  });

  it('never claims µm where the scale is unknown', () => {
    const unknown = { ...slide, mppX: null, mppY: null, objectivePower: null };
    expect(scanOf(unknown, 'en')).toBe('Scale unknown');
    expect(sizeOf(unknown, 'en')).toBe('46,000 × 32,914 px');
  });
});
