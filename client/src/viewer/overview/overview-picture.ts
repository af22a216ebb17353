import { type SlideDetail, thumbnailUrl } from '@parfocal/shared/api';
import { isAsScanned, type SlideAppearance } from '../appearance/appearance';
import { recolour } from '../appearance/colour-matrix';

/** Makes all of the open slide small, as it is shown; nothing where the file has no level for it. */
export type SmallPicture = (appearance: SlideAppearance, signal: AbortSignal) => Promise<HTMLCanvasElement | undefined>;

export interface OverviewPictureOptions {
  readonly small: SmallPicture;
  readonly onChange: () => void;
}

/**
 * The whole slide for the overview, with the colours of the window. The server's thumbnail is one of its first plane and
 * of its channels as stored: where the tiles are shown otherwise, the picture is put together from them.
 */
export class OverviewPicture {
  private slide: SlideDetail | null = null;
  private appearance: SlideAppearance | undefined;
  private ending = new AbortController();
  private thumbnail: HTMLImageElement | undefined;
  private mosaic: HTMLCanvasElement | undefined;
  /** The look that `mosaic` has or is getting. */
  private look = '';
  private isBusy = false;
  private recoloured: HTMLCanvasElement | undefined;

  constructor(private readonly options: OverviewPictureOptions) {}

  open(slide: SlideDetail | null, appearance: SlideAppearance): void {
    this.ending.abort();
    this.ending = new AbortController();
    this.slide = slide;
    this.thumbnail = this.mosaic = this.recoloured = undefined;
    this.look = '';
    this.isBusy = false;
    if (slide) this.loadThumbnail(slide);
    this.wear(appearance);
  }

  wear(appearance: SlideAppearance): void {
    this.appearance = appearance;
    this.recoloured = undefined;
    void this.renew();
    this.options.onChange();
  }

  /** What to paint over the whole slide, once there is something. */
  get source(): CanvasImageSource | undefined {
    const plain = this.mosaic ?? this.thumbnail;
    if (!plain || !this.appearance || isAsScanned(this.appearance)) return plain;
    return (this.recoloured ??= recolouredCopy(plain, this.appearance));
  }

  dispose(): void {
    this.ending.abort();
    this.slide = null;
  }

  private loadThumbnail(slide: SlideDetail): void {
    const picture = new Image();
    picture.addEventListener('load', () => {
      this.thumbnail = picture;
      this.recoloured = undefined;
      this.options.onChange();
    }, { signal: this.ending.signal });
    picture.src = thumbnailUrl(slide.id);
  }

  /** One at a time: a dragged slider gets the newest look that was wanted meanwhile. */
  private async renew(): Promise<void> {
    const { slide, appearance, ending: { signal } } = this;
    if (!slide || !appearance || this.isBusy) return;
    if (!differsFromThumbnail(slide, appearance)) {
      this.mosaic = undefined;
      this.look = '';
      return;
    }
    const look = JSON.stringify([appearance.z, appearance.isColourManaged, appearance.channels]);
    if (look === this.look) return;
    this.isBusy = true;
    this.look = look;
    const mosaic = await this.options.small(appearance, signal).catch(() => undefined);
    if (signal.aborted) return;
    this.isBusy = false;
    if (mosaic) this.mosaic = mosaic;
    this.recoloured = undefined;
    this.options.onChange();
    void this.renew();
  }
}

const differsFromThumbnail = ({ image }: SlideDetail, { isColourManaged }: SlideAppearance): boolean =>
  image.channelStyles !== undefined || image.zPlanes > 1 || isColourManaged;

function recolouredCopy(picture: HTMLImageElement | HTMLCanvasElement, appearance: SlideAppearance): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  const isImage = picture instanceof HTMLImageElement;
  [canvas.width, canvas.height] = isImage ? [picture.naturalWidth, picture.naturalHeight] : [picture.width, picture.height];
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || canvas.width === 0 || canvas.height === 0) return canvas;
  context.drawImage(picture, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  recolour(pixels.data, appearance);
  context.putImageData(pixels, 0, 0);
  return canvas;
}
