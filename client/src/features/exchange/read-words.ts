import type { GeoReading, GeoTarget } from '@parfocal/shared/annotation';

/** What the page asks of the worker that reads. */
export interface ReadRequest {
  readonly file: File;
  readonly target: GeoTarget;
}

/** Why a file as a whole cannot be read. */
export type FileTrouble = 'too-large' | 'no-json' | 'no-geojson' | 'gone';

export type ReadAnswer = { readonly reading: GeoReading } | { readonly trouble: FileTrouble };
