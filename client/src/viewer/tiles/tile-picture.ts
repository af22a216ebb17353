import type { SlideImage, SlideLevel } from '@parfocal/shared/api';

/** What a slide looks like where it was not scanned, and before anything has come: bare glass on a white light. */
export const GLASS = '#f4f1f3';

/** The ground of a slide: what its file says, black where it glows by itself, else glass. */
export const glassOf = ({ background, channelStyles }: Pick<SlideImage, 'background' | 'channelStyles'>): string => background ?? (channelStyles ? '#000000' : GLASS);

export type TilePicture = ImageBitmap | HTMLCanvasElement;

/** Decodes a tile off the main thread, as the browser shows any picture. Rejects where there is none in it. */
export async function plainPicture(blob: Blob, level: SlideLevel): Promise<ImageBitmap> {
  return padded(await createImageBitmap(blob), level);
}

/** OpenLayers stretches a picture over its tile: one that came cropped at an edge would be magnified. */
function padded(picture: ImageBitmap, { tileWidthPx, tileHeightPx }: SlideLevel): ImageBitmap {
  if (picture.width === tileWidthPx && picture.height === tileHeightPx) return picture;
  const canvas = new OffscreenCanvas(tileWidthPx, tileHeightPx);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.transferToImageBitmap();
}

/** A tile of bare ground: one pixel, which OpenLayers stretches. */
export function glassTile(colour: string): HTMLCanvasElement {
  const glass = document.createElement('canvas');
  glass.width = glass.height = 1;
  const context = glass.getContext('2d');
  if (context) {
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
  }
  return glass;
}
