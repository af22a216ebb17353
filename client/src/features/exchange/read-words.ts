import type { GeoReading, GeoTarget } from '@parfocal/shared/annotation';

/** What the page asks of the worker that reads. */
export interface ReadRequest {
  readonly file: File;
  readonly target: GeoTarget;
}

/** Why a file as a whole cannot be read. */
export type FileTrouble = 'too-large' | 'no-json' | 'no-geojson' | 'gone';

/** What the worker says: shapes, any number of times, and last what else there is to say of the file; or what is wrong with it. */
export type ReadPart = Pick<GeoReading, 'shapes'> | { readonly reading: Omit<GeoReading, 'shapes'> } | { readonly trouble: FileTrouble };

export type ReadAnswer = { readonly reading: GeoReading } | { readonly trouble: FileTrouble };
