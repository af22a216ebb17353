import type { SlideLevel } from '@parfocal/shared/api';

/** What a slide looks like where it was not scanned, and before anything has come: bare glass on a white light. */
export const GLASS = '#f4f1f3';

export type TilePicture = ImageBitmap | HTMLCanvasElement;

/** A tile could not be had. `status` is HTTP's, or 0 where there was no answer or no picture in it. */
export class TileFailure extends Error {
  constructor(readonly status: number, cause?: unknown) {
    super(`tile failed with ${status}`, { cause });
  }
}

/**
 * Fetches and decodes one tile off the main thread; rejects with `TileFailure`, or with the signal's reason once
 * aborted. 204 is a place that was never scanned.
 */
export async function fetchTile(url: string, level: SlideLevel, signal: AbortSignal): Promise<TilePicture> {
  const picture = await pictureAt(url, signal);
  if (!signal.aborted) return picture ? await padded(picture, level) : glassTile();
  picture?.close();
  throw signal.reason;
}

async function pictureAt(url: string, signal: AbortSignal): Promise<ImageBitmap | undefined> {
  let status = 0;
  try {
    const response = await fetch(url, { signal, credentials: 'same-origin' });
    if (response.status === 204) return undefined;
    if (!response.ok) ({ status } = response);
    else return await createImageBitmap(await response.blob());
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw new TileFailure(0, error);
  }
  throw new TileFailure(status);
}

/** OpenLayers stretches a picture over its tile: one that came cropped at an edge would be magnified. */
async function padded(picture: ImageBitmap, { tileWidthPx, tileHeightPx }: SlideLevel): Promise<ImageBitmap> {
  if (picture.width === tileWidthPx && picture.height === tileHeightPx) return picture;
  const canvas = new OffscreenCanvas(tileWidthPx, tileHeightPx);
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return canvas.transferToImageBitmap();
}

let glass: HTMLCanvasElement | undefined;

function glassTile(): HTMLCanvasElement {
  if (glass) return glass;
  glass = document.createElement('canvas');
  glass.width = glass.height = 1;
  const context = glass.getContext('2d');
  if (context) {
    context.fillStyle = GLASS;
    context.fillRect(0, 0, 1, 1);
  }
  return glass;
}
