import { type SlideDetail, tileUrl } from '@parfocal/shared/api';
import type { SlideView } from '@parfocal/shared/geometry';
import type Tile from 'ol/Tile.js';
import TileState from 'ol/TileState.js';
import DataTile from 'ol/DataTile.js';
import TileLayer from 'ol/layer/Tile.js';
import ImageTileSource from 'ol/source/ImageTile.js';
import type { Sharpness } from '../slide-viewer';
import { slideExtent, SLIDE_PROJECTION } from './projection';
import { addressOf, tileGridOf } from './tile-grid';
import { fetchTile, GLASS, type TilePicture } from './tile-picture';
import { coarserSuffices, sharpLevel, type TileAddress, urgency, visibleCount } from './tile-plan';
import { DROPPED, TileRequests } from './tile-requests';
import { TileRetries } from './tile-retries';

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
  readonly layer: TileLayer<ImageTileSource>;
  private readonly requests: TileRequests<TilePicture>;
  private readonly retries: TileRetries<Tile>;
  private readonly levels: SlideDetail['image']['levels'];
  private view: SlideView | undefined;

  constructor(slide: SlideDetail, private readonly onState: (state: FeedState) => void) {
    const { levels, widthPx, heightPx } = slide.image;
    this.levels = levels;
    const tell = (): void => this.onState({ loading: this.loading, trouble: this.retries.trouble, ...this.sharpness });
    this.requests = new TileRequests({
      fetch: (tile, signal) => fetchTile(tileUrl(slide.id, tile), levels[tile.level]!, signal),
      urgency: (tile) => this.urgency(tile),
      atOnce: REQUESTS_AT_ONCE,
      onChange: tell,
    });
    this.retries = new TileRetries((tile) => this.letAskAgain(tile), tell);
    const source = new ImageTileSource({
      loader: (z, x, y) => this.requests.request(addressOf(levels, z, x, y)),
      tileGrid: tileGridOf(levels),
      projection: SLIDE_PROJECTION,
      wrapX: false,
      transition: 0,
      interpolate: true,
      zDirection: (resolution, coarser, finer) => (coarserSuffices(resolution / devicePixelRatio, coarser, finer) ? 1 : -1),
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
    this.layer.on('prerender', ({ context }) => {
      if (!(context instanceof CanvasRenderingContext2D)) return;
      context.fillStyle = GLASS;
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
    });
    addEventListener('online', this.retryNow);
  }

  /** The view of the frame just painted. */
  look(view: SlideView): void {
    this.view = view;
    this.requests.revise();
    this.retries.keep((tile) => this.urgency(this.addressOf(tile)) !== undefined);
  }

  dispose(): void {
    removeEventListener('online', this.retryNow);
    this.requests.dispose();
    this.retries.dispose();
    // OpenLayers asks for coarser tiles in a timer after each frame, and stumbles over a layer that is gone by then.
    setTimeout(() => {
      this.layer.getSource()?.dispose();
      this.layer.dispose();
    });
  }

  private readonly retryNow = (): void => this.retries.retryNow();

  private get sharp(): number {
    return this.view ? sharpLevel(this.levels, this.view.resolution / devicePixelRatio) : 0;
  }

  private get loading(): boolean {
    const { sharp } = this;
    for (const tile of this.requests.underway) if (tile.level === sharp) return true;
    return this.retries.size > 0;
  }

  private get sharpness(): Sharpness {
    if (!this.view) return { visible: 0, missing: 0 };
    const { sharp } = this;
    const awaited = [...this.requests.underway, ...[...this.retries.waiting].map((tile) => this.addressOf(tile))];
    return { visible: visibleCount(this.levels[sharp]!, this.view), missing: awaited.filter(({ level }) => level === sharp).length };
  }

  private urgency(tile: TileAddress): number | undefined {
    return this.view && urgency(this.levels, this.view, this.sharp, tile);
  }

  private addressOf(tile: Tile): TileAddress {
    const [z = 0, x = 0, y = 0] = tile.tileCoord;
    return addressOf(this.levels, z, x, y);
  }

  private failed(tile: Tile): void {
    if (tile instanceof DataTile && tile.getError() === DROPPED) this.letAskAgain(tile);
    else this.retries.failed(tile);
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
