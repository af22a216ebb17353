/** Annotations as the GeoJSON that QuPath writes and reads, both ways. Pure; reading trusts nothing. */
export { GEOJSON_MAX_BYTES, GEOJSON_MAX_SHAPES, type GeoOrigin, type GeoSlide, NO_OFFSET, type Rgb } from './geojson-format.js';
export type { LeftOut } from './geojson-parts.js';
export { type GeoReading, type GeoTarget, NoGeoJson, readGeoJson, type ReadShape } from './geojson-read.js';
export type { Changed } from './geojson-take.js';
export { geoJsonPieces, type GeoWords, writeFeature } from './geojson-write.js';
