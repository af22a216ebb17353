/** What is used of codecs that Emscripten compiled, and of WebAssembly itself: neither brings types to Node. */

export interface FrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
}

export interface ImageDecoder {
  /** Memory of the decoder to be filled with the codestream. */
  getEncodedBuffer(lengthBytes: number): Uint8Array;
  decode(): void;
  /** A copy outside the decoder's memory; empty where nothing was decoded. */
  getDecodedBuffer(): Uint8ClampedArray<ArrayBuffer>;
  getFrameInfo(): FrameInfo;
  delete(): void;
}

export interface ImageEncoder {
  getDecodedBuffer(frame: FrameInfo): Uint8Array;
  encode(): void;
  getEncodedBuffer(): Uint8Array;
  delete(): void;
}

export interface Jpeg2000Encoder extends ImageEncoder {
  setQuality(isLossless: boolean, layers: number): void;
  setCompressionRatio(layer: number, ratio: number): void;
}

export interface JpegLsEncoder extends ImageEncoder {
  /** 0 band after band, 1 line by line, 2 pixel by pixel. */
  setInterleaveMode(mode: number): void;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, unknown>>;
}

export interface EmscriptenOptions {
  print(line: string): void;
  printErr(line: string): void;
  instantiateWasm?(imports: object, receive: (instance: WasmInstance) => void): object;
}

export type CodecFactory<T> = (options: EmscriptenOptions) => Promise<T & { readonly HEAPU8: Uint8Array }>;

/** The builds for decoding alone have no encoder; only tests encode. */
export type Jpeg2000Factory = CodecFactory<{ J2KDecoder: new () => ImageDecoder; J2KEncoder: new () => Jpeg2000Encoder }>;

/** As above. The interleave mode is the codestream's. */
export type JpegLsFactory = CodecFactory<{ JpegLSDecoder: new () => ImageDecoder & { getInterleaveMode(): number }; JpegLSEncoder: new () => JpegLsEncoder }>;
