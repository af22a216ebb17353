/** The packages have no types of their own; these say what is used of them (Emscripten's MODULARIZE and embind). */
declare module '@cornerstonejs/codec-openjpeg/*' {
  const factory: import('./emscripten.js').Jpeg2000Factory;
  export default factory;
}

declare module '@cornerstonejs/codec-charls/*' {
  const factory: import('./emscripten.js').JpegLsFactory;
  export default factory;
}

declare namespace WebAssembly {
  const Memory: new (...args: never) => import('./emscripten.js').WasmMemory;
  function instantiate(bytes: Uint8Array, imports: object): Promise<{ readonly instance: import('./emscripten.js').WasmInstance }>;
}
