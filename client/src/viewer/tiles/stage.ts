import type { SlideDetail } from '@parfocal/shared/api';
import type { SlideAppearance } from '../appearance/appearance';
import { Darkroom } from '../darkroom/darkroom';
import type { ScreenSize, SlideView } from '@parfocal/shared/geometry';
import OlMap from 'ol/Map.js';
import View from 'ol/View.js';
import type { SampleRange } from '../slide-viewer';
import { SLIDE_PROJECTION, toCoordinate } from './projection';
import { type FeedState, TileFeed } from './tile-feed';
import { IDLE } from './tile-status';

/** OpenLayers is to hand every tile that it wants to our own requests, which choose. */
const ALL_TILES = 100_000;

/** OpenLayers as a painter of tiles: it paints the view it is given, exactly, and listens to nobody. */
export class Stage {
  private readonly map: OlMap;
  private readonly darkroom = new Darkroom();
  private feed: TileFeed | undefined;

  constructor(private readonly target: HTMLElement, private readonly onState: (state: FeedState) => void) {
    this.map = new OlMap({ target, controls: [], interactions: [], maxTilesLoading: ALL_TILES, pixelRatio: devicePixelRatio, view: freeView() });
  }

  open(slide: SlideDetail | null, appearance: SlideAppearance): void {
    this.map.setLayers([]);
    this.feed?.dispose();
    this.darkroom.forget();
    this.feed = slide ? new TileFeed(slide, appearance, this.darkroom, this.onState) : undefined;
    this.onState(IDLE);
    if (this.feed) this.map.setLayers([this.feed.layer]);
  }

  /** Colours that are in the tiles, plane and channels. */
  wear(appearance: SlideAppearance): void {
    this.feed?.wear(appearance);
  }

  /** All of the slide in one small picture, where the file has a level for it. */
  async small(appearance: SlideAppearance, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
    return this.feed?.small(appearance, signal);
  }

  async channelRange(channel: number): Promise<SampleRange | undefined> {
    return this.feed?.channelRange(channel);
  }

  /** Takes the target's size and the screen's density anew. */
  resize(): ScreenSize {
    this.map.setPixelRatio(devicePixelRatio);
    this.map.updateSize();
    const [widthPx = 0, heightPx = 0] = this.map.getSize() ?? [];
    return { widthPx, heightPx };
  }

  /** Paints within this very frame, so that what lies above the tiles never runs ahead of them. */
  paint(view: SlideView): void {
    const target = this.map.getView();
    target.setCenter(toCoordinate(view));
    target.setResolution(view.resolution);
    target.setRotation(view.rotation);
    this.map.renderSync();
    this.feed?.look(view);
  }

  expect(view: SlideView): void {
    this.feed?.expect(view);
  }

  /** What it shows, unflipped and with the colours of the scan; a unit of the context is a CSS pixel. */
  paintInto(context: CanvasRenderingContext2D): void {
    for (const canvas of this.target.querySelectorAll<HTMLCanvasElement>('.slide-tiles canvas')) {
      if (canvas.width === 0 || canvas.height === 0) continue;
      context.save();
      const { a, b, c, d, e, f } = new DOMMatrix(canvas.style.transform);
      context.transform(a, b, c, d, e, f);
      context.drawImage(canvas, 0, 0);
      context.restore();
    }
  }

  dispose(): void {
    this.feed?.dispose();
    this.darkroom.dispose();
    this.map.setTarget(undefined);
    this.map.dispose();
  }
}

/** A view without any constraint of its own: the camera has decided already. */
const freeView = (): View =>
  new View({
    projection: SLIDE_PROJECTION, multiWorld: true, constrainRotation: false, constrainResolution: false, smoothResolutionConstraint: false,
    maxResolution: 2 ** 24, minResolution: 2 ** -24,
  });
