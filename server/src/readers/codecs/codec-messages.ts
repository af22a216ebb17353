import type { CodedTile } from '../slide-reader.js';
import type { CodedShape } from './coded-shape.js';

/** What a worker is asked. Its bytes are a copy that goes over with the message. */
export interface CodecJob {
  readonly codec: CodedTile['codec'];
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly shape: CodedShape;
  readonly colour: CodedTile['colour'];
  /** Samples of a channel keep every value; colours come as 8 bits. */
  readonly keepsSamples: boolean;
}

export interface DecodedPixels {
  readonly pixels: Uint8Array<ArrayBuffer>;
  readonly bands: 1 | 3;
  readonly bitsPerSample: 8 | 16;
}

/** Without pixels the bytes did not decode. */
export type CodecAnswer = { readonly decoded: DecodedPixels } | { readonly decoded?: undefined };
