import type { SlideDetail } from '@parfocal/shared/api';
import { type SlideView, viewBox } from '@parfocal/shared/geometry';
import type Tile from 'ol/Tile.js';
import TileState from 'ol/TileState.js';
import DataTile from 'ol/DataTile.js';
import TileLayer from 'ol/layer/Tile.js';
import type { SlideAppearance } from '../appearance/appearance';
import type { Darkroom } from '../darkroom/darkroom';
import type { SampleRange, Sharpness } from '../slide-viewer';
import { channelRange, tilesToMeasure } from './channel-range';
import { ExpectedTiles } from './expected-tiles';
import { LookPace } from './look-pace';
import { mosaic } from './mosaic';
import { Prefetch } from './prefetch';
import { prefetchPlan } from './prefetch-plan';
import { slideExtent } from './projection';
import { TileFailure } from './tile-fetch';
import { addressOf } from './tile-grid';
import { lookOf } from './tile-look';
import { glassOf, type TilePicture } from './tile-picture';
import { TilePictures } from './tile-pictures';
import { sharpLevel, tilesWithin, type TileAddress, urgency, visibleCount } from './tile-plan';
import { DROPPED, TileRequests } from './tile-requests';
import { TileRetries } from './tile-retries';
import { SlideTileSource, type WantedTile } from './tile-source';

/** Browsers allow six connections a host over HTTP/1; with HTTP/2 some more keep the line full. */
const REQUESTS_AT_ONCE = 10;
/** Pixels of decoded tiles kept, about 256 MB. */
const CACHED_PIXELS = 64 * 2 ** 20;

export interface FeedState extends Sharpness {
  readonly loading: boolean;
  readonly trouble: boolean;
}

/** One open slide as a layer of OpenLayers, with the traffic of its tiles. */
export class TileFeed {
  readonly layer: TileLayer<SlideTileSource>;
  private readonly requests: TileRequests<TilePicture, WantedTile>;
  private readonly retries: TileRetries<Tile>;
  private readonly pictures: TilePictures;
  private readonly prefetch: Prefetch;
  private readonly expected: ExpectedTiles;
  private readonly pace: LookPace;
  private readonly levels: SlideDetail['image']['levels'];
  private readonly ending = new AbortController();
  private view: SlideView | undefined;

  constructor(private readonly slide: SlideDetail, appearance: SlideAppearance, darkroom: Darkroom, private readonly onState: (state: FeedState) => void) {
    const { levels, widthPx, heightPx } = slide.image;
    this.levels = levels;
    this.prefetch = new Prefetch({ plan: () => this.planned(), isIdle: () => !this.loading });
    this.expected = new ExpectedTiles(this.prefetch.ahead);
    this.pictures = new TilePictures(slide, darkroom, this.expected);
    this.requests = new TileRequests({
      fetch: (tile, signal) => this.pictures.picture(tile, tile.look, signal),
      urgency: (tile) => (tile.look.key === this.pace.now.key ? this.urgency(tile) : undefined),
      atOnce: () => Math.ceil(REQUESTS_AT_ONCE / Math.max(1, this.pace.now.lights?.length ?? 1)),
      onChange: this.tell,
    });
    this.retries = new TileRetries((tile) => this.letAskAgain(tile), this.tell);
    const first = lookOf(appearance, slide.image);
    const source = new SlideTileSource(levels, (tile) => this.requests.request(tile), first);
    this.pace = new LookPace({
      first,
      isLoading: () => this.isFetching,
      show: (look) => {
        source.show(look);
        this.requests.revise();
        this.prefetch.moved();
        this.tell();
      },
    });
    source.on('tileloaderror', ({ tile }) => this.failed(tile));
    source.on('tileloadend', ({ tile }) => this.came(tile));
    const tilePixels = Math.max(...levels.map((level) => level.tileWidthPx * level.tileHeightPx));
    this.layer = new TileLayer({
      source,
      extent: slideExtent(widthPx, heightPx),
      preload: levels.length,
      cacheSize: Math.max(64, Math.min(1024, Math.round(CACHED_PIXELS / tilePixels))),
      className: 'slide-tiles',
    });
    const glass = glassOf(slide.image);
    this.layer.on('prerender', ({ context }) => {
      if (!(context instanceof CanvasRenderingContext2D)) return;
      context.fillStyle = glass;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    });
    this.layer.on('postrender', () => this.pace.go(true));
    addEventListener('online', this.retryNow);
  }

  /** The view of the frame just painted. */
  look(view: SlideView): void {
    if (!this.view || !sameWindow(this.view, view)) this.prefetch.moved();
    this.view = view;
    this.requests.revise();
    this.retries.keep((tile) => tile.key === this.pace.now.key && this.urgency(this.addressOf(tile)) !== undefined);
  }

  /** A view that will be shown in a moment: the sharp tiles of it that never came are asked for now, the middle ones first. */
  expect(view: SlideView): void {
    const { now } = this.pace;
    const sharp = sharpLevel(this.levels, view.resolution / devicePixelRatio);
    const tiles = tilesWithin(this.levels[sharp]!, sharp, viewBox(view)).sort((a, b) => (urgency(this.levels, view, sharp, a) ?? 0) - (urgency(this.levels, view, sharp, b) ?? 0));
    this.expected.expect(tiles.flatMap((tile) => this.pictures.unseen(tile, now)));
  }

  /** What of an appearance is in the tiles follows by and by; the old ones stay until then. */
  wear(appearance: SlideAppearance): void {
    this.pace.want(lookOf(appearance, this.slide.image));
    this.tell();
  }

  /** All of the slide in one small picture, where the file has a level for it. */
  small(appearance: SlideAppearance, signal: AbortSignal): Promise<HTMLCanvasElement | undefined> {
    return mosaic(this.pictures, this.levels, lookOf(appearance, this.slide.image), signal);
  }

  /** The window that shows well what of a channel can be seen now. Rejects with `TileFailure`. */
  async channelRange(channel: number): Promise<SampleRange | undefined> {
    if (!this.view) return undefined;
    return channelRange(this.pictures, tilesToMeasure(this.levels, this.view, this.sharp), this.pace.now.z, channel, this.ending.signal);
  }

  dispose(): void {
    this.ending.abort();
    removeEventListener('online', this.retryNow);
    this.requests.dispose();
    this.retries.dispose();
    this.prefetch.dispose();
    this.expected.dispose();
    this.pace.dispose();
    // OpenLayers asks for coarser tiles in a timer after each frame, and stumbles over a layer that is gone by then.
    setTimeout(() => {
      this.layer.getSource()?.dispose();
      this.layer.dispose();
    });
  }

  private readonly retryNow = (): void => this.retries.retryNow();

  private readonly tell = (): void => {
    this.onState({ loading: this.loading, trouble: this.retries.trouble, ...this.sharpness });
    if (this.loading) return;
    this.pace.go();
    this.prefetch.proceed();
  };

  private get sharp(): number {
    return this.view ? sharpLevel(this.levels, this.view.resolution / devicePixelRatio) : 0;
  }

  /** Sharp tiles of the look that is being painted are on their way. */
  private get isFetching(): boolean {
    const { sharp } = this;
    for (const tile of this.requests.underway) if (tile.level === sharp && tile.look.key === this.pace.now.key) return true;
    return this.retries.size > 0;
  }

  private get loading(): boolean {
    return this.isFetching || this.pace.isBehind;
  }

  private get sharpness(): Sharpness {
    if (!this.view) return { visible: 0, missing: 0 };
    const { sharp } = this;
    const visible = visibleCount(this.levels[sharp]!, this.view);
    const awaited = [...this.requests.underway, ...[...this.retries.waiting].map((tile) => this.addressOf(tile))];
    return { visible, missing: this.pace.isBehind ? visible : awaited.filter(({ level }) => level === sharp).length };
  }

  private planned(): string[] {
    if (!this.view) return [];
    const { now } = this.pace;
    const plan = prefetchPlan({ levels: this.levels, view: this.view, sharp: this.sharp, z: now.z, zPlanes: this.slide.image.zPlanes });
    return plan.flatMap((tile) => this.pictures.unseen(tile, { ...now, z: tile.z }));
  }

  private urgency(tile: TileAddress): number | undefined {
    return this.view && urgency(this.levels, this.view, this.sharp, tile);
  }

  private addressOf(tile: Tile): TileAddress {
    const [z = 0, x = 0, y = 0] = tile.tileCoord;
    return addressOf(this.levels, z, x, y);
  }

  private failed(tile: Tile): void {
    const reason = tile instanceof DataTile ? tile.getError() : undefined;
    if (reason === DROPPED) this.letAskAgain(tile);
    else this.retries.failed(tile, reason instanceof TileFailure ? reason.waitMs : undefined);
  }

  private came(tile: Tile): void {
    this.retries.came(tile);
    tile.addEventListener('change', () => {
      if (tile.getState() === TileState.EMPTY && tile instanceof DataTile) free(tile);
    });
  }

  /**
   * OpenLayers never asks again for a tile that failed. It may be set back, but only after its queue has heard of the
   * failure too, hence not within the event.
   */
  private letAskAgain(tile: Tile): void {
    queueMicrotask(() => {
      if (tile.getState() !== TileState.ERROR) return;
      tile.setState(TileState.IDLE);
      this.layer.changed();
    });
  }
}

/** A decoded picture is memory outside the heap, which the garbage collector is slow to see. */
function free(tile: DataTile): void {
  const picture = tile.getData();
  if (picture instanceof ImageBitmap) picture.close();
}

const sameWindow = (a: SlideView, b: SlideView): boolean =>
  a.x === b.x && a.y === b.y && a.resolution === b.resolution && a.rotation === b.rotation && a.widthPx === b.widthPx && a.heightPx === b.heightPx;
