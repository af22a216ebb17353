import { type SlideDetail, thumbnailUrl } from '@parfocal/shared/api';
import { type ScreenSize, type SlideView, viewBox } from '@parfocal/shared/geometry';
import { isAsScanned, type SlideAppearance } from '../appearance/appearance';
import { recolour } from '../appearance/colour-matrix';
import { readAppearance } from '../appearance/read-appearance';
import { Darkroom } from '../darkroom/darkroom';
import { fetchTile } from '../tiles/tile-fetch';
import { lookOf } from '../tiles/tile-look';
import { glassOf } from '../tiles/tile-picture';
import { TilePictures } from '../tiles/tile-pictures';
import { sharpLevel, tilesWithin } from '../tiles/tile-plan';

/** A field that takes more tiles than this has no level made for it: the slide's thumbnail has to do. */
const MOST_TILES = 48;

export interface Field {
  /** Whose own window it is; the picture is of `size`. */
  readonly view: Pick<SlideView, 'x' | 'y' | 'resolution' | 'rotation'>;
  /** Device pixels. `view.resolution` is level-0 pixels of one of these. */
  readonly size: ScreenSize;
  /** As far as it is known; the rest is as the slide is first shown. */
  readonly appearance: Partial<SlideAppearance>;
}

export interface FieldPainter {
  /** A small picture of a field, from tiles, without marks. Rejects where tiles cannot be had, and once disposed of. */
  paint(slide: SlideDetail, field: Field): Promise<HTMLCanvasElement>;
  dispose(): void;
}

/** Paints fields that nobody looks at yet: its tiles wait for those of the slide on the screen, one field at a time. */
export function createFieldPainter(): FieldPainter {
  const ending = new AbortController();
  const darkroom = new Darkroom();
  let last: Promise<unknown> = Promise.resolve();

  const paintNow = async (slide: SlideDetail, { view, size, appearance }: Field): Promise<HTMLCanvasElement> => {
    ending.signal.throwIfAborted();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [size.widthPx, size.heightPx];
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('This browser paints nothing');
    const worn = readAppearance(appearance, slide);
    context.fillStyle = glassOf(slide.image);
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.save();
    inSlidePixels(context, view, size);
    clipTo(context, slide);
    await paintTiles(context, slide, { ...view, ...size }, worn);
    context.restore();
    if (!isAsScanned(worn)) {
      const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
      recolour(pixels.data, worn);
      context.putImageData(pixels, 0, 0);
    }
    return canvas;
  };

  const paintTiles = async (context: CanvasRenderingContext2D, slide: SlideDetail, view: SlideView, worn: SlideAppearance): Promise<void> => {
    const { levels } = slide.image;
    const index = sharpLevel(levels, view.resolution);
    const level = levels[index]!;
    const tiles = tilesWithin(level, index, viewBox(view));
    if (tiles.length > MOST_TILES) return context.drawImage(await thumbnailOf(slide.id), 0, 0, slide.widthPx, slide.heightPx);
    const pictures = new TilePictures(slide, darkroom, { take: (url) => fetchTile(url, ending.signal, 'low') });
    const look = lookOf(worn, slide.image);
    const [width, height] = [level.tileWidthPx * level.downsample, level.tileHeightPx * level.downsample];
    // A turned tile's edge is half a pixel thin: the neighbours lie a little over each other.
    const seam = view.rotation === 0 ? 0 : view.resolution;
    for (const tile of tiles) {
      const picture = await pictures.picture(tile, look, ending.signal);
      context.drawImage(picture, tile.column * width, tile.row * height, width + seam, height + seam);
      if (picture instanceof ImageBitmap) picture.close();
    }
  };

  return {
    paint(slide, field) {
      const turn = last.then(() => paintNow(slide, field));
      last = turn.catch(() => undefined);
      return turn;
    },
    dispose() {
      ending.abort();
      darkroom.dispose();
    },
  };
}

/** From here on, a unit of the context is a level-0 pixel of the slide. */
export function inSlidePixels(context: Pick<CanvasRenderingContext2D, 'translate' | 'rotate' | 'scale'>, { x, y, resolution, rotation }: Field['view'], { widthPx, heightPx }: ScreenSize): void {
  context.translate(widthPx / 2, heightPx / 2);
  context.rotate(rotation);
  context.scale(1 / resolution, 1 / resolution);
  context.translate(-x, -y);
}

/** Tiles at the edges are padded by the file. */
function clipTo(context: CanvasRenderingContext2D, { widthPx, heightPx }: SlideDetail): void {
  context.beginPath();
  context.rect(0, 0, widthPx, heightPx);
  context.clip();
}

async function thumbnailOf(slideId: string): Promise<HTMLImageElement> {
  const picture = new Image();
  picture.src = thumbnailUrl(slideId);
  await picture.decode();
  return picture;
}
