import type { SlideDetail } from '@parfocal/shared/api';
import type { PlacedSlide } from '../relations';

/** A slide of 0.25 µm a pixel and 4000 x 2000 px, unless said otherwise. */
export const placed = (id: string, image: Partial<SlideDetail['image']> = {}): PlacedSlide => ({
  id,
  image: { format: 'test', widthPx: 4000, heightPx: 2000, mppX: 0.25, mppY: 0.25, zPlanes: 1, channels: 1, levels: [], ...image },
});
