import { GEOJSON_MAX_BYTES, type GeoTarget, NoGeoJson, readGeoJson } from '@parfocal/shared/annotation';
import type { FileTrouble, ReadAnswer } from './read-words';

class Trouble extends Error {
  constructor(readonly what: FileTrouble) {
    super(what);
  }
}

const GZIP = [0x1f, 0x8b];

/** QuPath also writes GeoJSON through gzip; a few bytes can then hold any number of them. */
async function textOf(file: Blob, maxBytes: number): Promise<string> {
  if (file.size > maxBytes) throw new Trouble('too-large');
  const head = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (!GZIP.every((byte, i) => head[i] === byte)) return file.text();
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  const reader = file.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    bytes += read.value.length;
    if (bytes > maxBytes) {
      await reader.cancel();
      throw new Trouble('too-large');
    }
    pieces.push(decoder.decode(read.value, { stream: true }));
  }
  return pieces.join('') + decoder.decode();
}

/** Reads a file that anybody may have written. Never rejects. */
export async function readShapes(file: Blob, target: GeoTarget, maxBytes = GEOJSON_MAX_BYTES): Promise<ReadAnswer> {
  try {
    const text = await textOf(file, maxBytes);
    return { reading: readGeoJson(JSON.parse(text.replace(/^\uFEFF/, '')), target) };
  } catch (error) {
    if (error instanceof Trouble) return { trouble: error.what };
    if (error instanceof SyntaxError) return { trouble: 'no-json' };
    // A file that was moved since it was chosen, or one that only says it is compressed.
    return { trouble: error instanceof NoGeoJson ? 'no-geojson' : 'gone' };
  }
}
