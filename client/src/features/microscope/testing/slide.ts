import type { SlideDetail } from '@parfocal/shared/api';

/** A slide of 4000 x 3000 px in three focal planes; `image` and the rest as a test wants them. */
export function slideOf({ image, ...rest }: Partial<Omit<SlideDetail, 'image'>> & { readonly image?: Partial<SlideDetail['image']> } = {}): SlideDetail {
  const [widthPx, heightPx] = [4000, 3000];
  return {
    id: '0f9b6c1e-6f0e-4f6b-9a53-1c2d3e4f5a6b', name: 'A1', widthPx, heightPx, mppX: 0.5, mppY: 0.5, objectivePower: 20, state: 'ready', verdict: null,
    digest: null, origin: {}, associated: [], quality: null, isDeidentified: false,
    image: {
      format: 'generic-tiff', widthPx, heightPx, zPlanes: 3, channels: 1,
      levels: [{ widthPx, heightPx, tileWidthPx: 256, tileHeightPx: 256, columns: 16, rows: 12, downsample: 1 }],
      ...image,
    },
    ...rest,
  };
}

/** A fluorescence slide of two channels with 12 bits. */
export const fluorescenceSlide = (): SlideDetail => slideOf({
  image: {
    channels: 2, maxSample: 4095,
    channelStyles: [{ name: 'DAPI', colour: '#0000ff', windowLow: 10, windowHigh: 900 }, { name: '', colour: '#00ff00', windowLow: 0, windowHigh: 4000 }],
  },
});
