import { acrossPx, type Mpp, scaleBarOf, type SlideView } from '@parfocal/shared/geometry';
import { isAsScanned, type SlideAppearance } from '../appearance/appearance';
import { recolour } from '../appearance/colour-matrix';
import { paintScaleBar } from './paint-scale-bar';

/** Room for the scale bar, as a share of the window. */
const SCALE_BAR_SHARE = 0.2;

export interface SnapshotParts {
  readonly view: SlideView;
  readonly appearance: SlideAppearance;
  readonly mpp: Mpp | undefined;
  /** Paints tiles as they are, not recoloured and not mirrored; a unit is a CSS pixel. */
  readonly tiles: (context: CanvasRenderingContext2D) => void;
  readonly marks: (context: CanvasRenderingContext2D) => void;
}

/** The view as it is on the screen, in device pixels, with a scale bar in it. */
export async function takeSnapshot({ view, appearance, mpp, tiles, marks }: SnapshotParts): Promise<Blob> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(view.widthPx * devicePixelRatio), Math.round(view.heightPx * devicePixelRatio)];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('This browser paints nothing');
  const upright = (): void => context.setTransform(canvas.width / view.widthPx, 0, 0, canvas.height / view.heightPx, 0, 0);
  upright();
  if (view.isFlipped) context.transform(-1, 0, 0, 1, view.widthPx, 0);
  tiles(context);
  if (!isAsScanned(appearance)) {
    const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
    recolour(pixels.data, appearance);
    context.putImageData(pixels, 0, 0);
  }
  upright();
  marks(context);
  const bar = scaleBarOf(acrossPx(view, mpp), mpp ? 'µm' : 'px', view.widthPx * SCALE_BAR_SHARE);
  upright();
  paintScaleBar(context, bar, view);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser made no PNG'))), 'image/png');
  });
}
