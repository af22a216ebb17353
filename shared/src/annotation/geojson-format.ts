/**
 * The GeoJSON that QuPath (0.4 and later; tried against what 0.5 and 0.6 document) writes and reads: RFC 7946's shapes in pixels of the
 * full-resolution image, origin top left, y down, with members of its own (`plane`, `isEllipse`, `objectType`, `classification` …).
 * `parfocal` members are ours; other programs pass them over.
 */
export type Position = readonly number[];

export interface GeoGeometry {
  readonly type: 'Point' | 'LineString' | 'Polygon';
  readonly coordinates: Position | readonly Position[] | readonly (readonly Position[])[];
  /** QuPath's focal plane; channel −1 is all of them. Absent on its default plane. */
  readonly plane?: { readonly c: number; readonly z: number; readonly t: number };
  /** QuPath then takes the ellipse in the upright box around the polygon. */
  readonly isEllipse?: true;
}

export type Rgb = readonly [red: number, green: number, blue: number];

/** What a shape exactly is here; of a frame or an outline with holes also its own numbers, counted from the file's origin. */
export interface OwnShape {
  readonly kind: string;
  readonly geometry?: readonly number[];
}

export interface GeoFeature {
  readonly type: 'Feature';
  readonly id: string;
  readonly geometry: GeoGeometry;
  readonly properties: {
    readonly objectType: 'annotation';
    readonly name?: string;
    readonly color?: Rgb;
    readonly classification?: { readonly name: string; readonly color: Rgb };
    readonly isLocked?: true;
    /** Texts by name; QuPath keeps them and shows `ANNOTATION_DESCRIPTION` as the description. */
    readonly metadata?: Readonly<Record<string, string>>;
    readonly parfocal: OwnShape & { readonly colour: number; readonly classId?: string };
  };
}

/** The slide that a file was written for. Its name is the slide's own; nothing of the case is told. */
export interface GeoSlide {
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mppX?: number;
  readonly mppY?: number;
}

/** Where a file's coordinates count from, in level-0 pixels of the slide here. */
export interface GeoOrigin {
  readonly x: number;
  readonly y: number;
}

export const NO_OFFSET: GeoOrigin = { x: 0, y: 0 };

/** QuPath's own name for the text beside an annotation. */
export const DESCRIPTION_KEY = 'ANNOTATION_DESCRIPTION';
export const AUTHOR_KEY = 'Author';
export const CREATED_KEY = 'Created';

/** More than these are not taken in one import. */
export const GEOJSON_MAX_BYTES = 128 * 1024 * 1024;
export const GEOJSON_MAX_SHAPES = 200_000;
export const GEOJSON_MAX_VERTICES = 5_000_000;
