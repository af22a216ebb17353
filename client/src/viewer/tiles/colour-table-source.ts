import { COLOUR_TABLE_POINTS, colourTableUrl } from '@parfocal/shared/api';
import { type ColourTable, colourTableOf } from '../darkroom/colour-table';
import { decodeExactly } from '../darkroom/decode-exactly';
import { fetchTile, TileFailure } from './tile-fetch';

/** The colour table of a slide, fetched once somebody needs it, and again only if that failed. */
export class ColourTableSource {
  private table: Promise<ColourTable> | undefined;

  constructor(private readonly slideId: string) {}

  /** Rejects with `TileFailure`. */
  get(): Promise<ColourTable> {
    this.table ??= this.fetched().catch((error: unknown) => {
      this.table = undefined;
      throw error instanceof TileFailure ? error : new TileFailure(0, error);
    });
    return this.table;
  }

  /** For all tiles: none of them may abort it. */
  private async fetched(): Promise<ColourTable> {
    const blob = await fetchTile(colourTableUrl(this.slideId), new AbortController().signal);
    const table = blob && colourTableOf(await decodeExactly(blob, COLOUR_TABLE_POINTS ** 2, COLOUR_TABLE_POINTS), COLOUR_TABLE_POINTS);
    if (!table) throw new TileFailure(0, 'no colour table in it');
    return table;
  }
}
