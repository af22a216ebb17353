import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { CodecFactory, WasmInstance } from './emscripten.js';

const PAGE_BYTES = 64 * 1024;
/** A decoder that wants more is refused it, and fails: room for the largest tile that we let through, and no more. */
const MOST_BYTES = 384 * 1024 ** 2;
/** WebAssembly never gives memory back: what has grown past this is thrown away after the tile. */
const KEPT_BYTES = 128 * 1024 ** 2;

const { resolve } = createRequire(import.meta.url);

/** A codec compiled to WebAssembly, loaded when first used, silent, and never larger than it may be. */
export class WasmCodec<T> {
  private loading: Promise<T & { readonly HEAPU8: Uint8Array }> | undefined;
  private complained = false;

  /** @param wasm what the package calls its WebAssembly */
  constructor(private readonly factory: CodecFactory<T>, private readonly wasm: string) {}

  /** Lends the codec to `work`; `undefined` where that throws or the codec complains. */
  async use<R>(work: (codec: T) => R): Promise<R | undefined> {
    const codec = await (this.loading ??= this.load());
    this.complained = false;
    try {
      const result = work(codec);
      if (codec.HEAPU8.length > KEPT_BYTES) this.loading = undefined;
      return this.complained ? undefined : result;
    } catch {
      // C++ exceptions come out as bare numbers, and nobody cleaned up behind them.
      this.loading = undefined;
      return undefined;
    }
  }

  private async load(): Promise<T & { readonly HEAPU8: Uint8Array }> {
    const bytes = await readFile(resolve(this.wasm));
    const hear = (line: string): void => void (this.complained ||= line.startsWith('[ERROR]'));
    return new Promise((done, fail) => {
      const instantiateWasm = (imports: object, receive: (instance: WasmInstance) => void): object => {
        WebAssembly.instantiate(bytes, imports).then(({ instance }) => receive(bounded(instance))).catch(fail);
        return {};
      };
      this.factory({ print: hear, printErr: hear, instantiateWasm }).then(done, fail);
    });
  }
}

/** Emscripten asks the memory itself to grow, and reports “no memory” to the codec where it does not. */
function bounded(instance: WasmInstance): WasmInstance {
  for (const exported of Object.values(instance.exports)) {
    if (!(exported instanceof WebAssembly.Memory)) continue;
    const grow = exported.grow.bind(exported);
    exported.grow = (pages) => {
      if (exported.buffer.byteLength + pages * PAGE_BYTES > MOST_BYTES) throw new RangeError('no more memory for a codec');
      return grow(pages);
    };
  }
  return instance;
}
