import charls from '@cornerstonejs/codec-charls/decodewasmjs';
import openjpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import type { ImageDecoder } from './emscripten.js';
import type { CodecJob, DecodedPixels } from './codec-messages.js';
import type { CodedShape } from './coded-shape.js';
import { decodeDicomRle } from './dicom-rle.js';
import { interleaved, toEightBits, yccToRgb } from './sample-arithmetic.js';
import { WasmCodec } from './wasm-codec.js';

// The WebAssembly builds: those in plain JavaScript take twenty times as long.
const jpeg2000 = new WasmCodec(openjpeg, '@cornerstonejs/codec-openjpeg/decodewasm');
const jpegLs = new WasmCodec(charls, '@cornerstonejs/codec-charls/decodewasm');

/** EOI of ITU-T T.87. */
const END_OF_IMAGE = [0xff, 0xd9];

type Samples = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** Decodes one tile; `undefined` where it does not decode to what its header announced. */
export async function decodeJob(job: CodecJob): Promise<DecodedPixels | undefined> {
  const { shape, colour, keepsSamples } = job;
  const samples = await samplesOf(job);
  if (samples?.length !== shape.widthPx * shape.heightPx * shape.bands) return undefined;
  const bands = shape.bands === 3 ? 3 : 1;
  if (keepsSamples) return { pixels: bytesOf(samples), bands, bitsPerSample: samples.BYTES_PER_ELEMENT === 2 ? 16 : 8 };
  const eight = shape.precision === 8 ? bytesOf(samples) : toEightBits(samples, shape.precision);
  if (colour === 'ycc' && !shape.isSubsampled) yccToRgb(eight);
  return { pixels: bytesOf(eight), bands, bitsPerSample: 8 };
}

function samplesOf({ codec, bytes, shape }: CodecJob): Promise<Samples | undefined> {
  if (codec === 'jpeg2000') return jpeg2000.use(({ J2KDecoder }) => decoded(new J2KDecoder(), bytes, shape, () => true));
  if (codec === 'jpeg-ls') return jpegLs.use(({ JpegLSDecoder }) => decoded(new JpegLSDecoder(), ended(bytes), shape, (decoder) => decoder.getInterleaveMode() !== 0));
  const bytesPerSample = shape.precision > 8 ? 2 : 1;
  const rle = decodeDicomRle(bytes, { pixels: shape.widthPx * shape.heightPx, bands: shape.bands === 3 ? 3 : 1, bytesPerSample });
  return Promise.resolve(asSamples(rle, shape));
}

/** CharLS searches the whole of its memory, for seconds, for the end of a picture that has none. */
function ended(bytes: Uint8Array): Uint8Array {
  const longer = new Uint8Array(bytes.length + END_OF_IMAGE.length);
  longer.set(bytes);
  longer.set(END_OF_IMAGE, bytes.length);
  return longer;
}

function decoded<D extends ImageDecoder>(decoder: D, bytes: Uint8Array, shape: CodedShape, isInterleaved: (decoder: D) => boolean): Samples | undefined {
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    const { width, height, componentCount, bitsPerSample } = decoder.getFrameInfo();
    if (width !== shape.widthPx || height !== shape.heightPx || componentCount !== shape.bands || bitsPerSample !== shape.precision) return undefined;
    const samples = asSamples(decoder.getDecodedBuffer(), shape);
    return shape.bands === 1 || isInterleaved(decoder) ? samples : interleaved(samples, shape.bands);
  } finally {
    decoder.delete();
  }
}

const asSamples = ({ buffer, byteOffset, byteLength }: Uint8Array | Uint8ClampedArray, { precision }: CodedShape): Samples =>
  precision > 8 ? new Uint16Array(buffer as ArrayBuffer, byteOffset, byteLength >> 1) : new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

const bytesOf = ({ buffer, byteOffset, byteLength }: Samples | Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);
