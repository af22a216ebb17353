/** One picture as it is stored: RGB of 8 bits, or grey of 16. */
export type Samples = Uint8Array | Uint16Array;
