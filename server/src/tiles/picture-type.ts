import type { TilePicture } from '../readers/index.js';

/** First byte of a PNG's signature (ISO/IEC 15948, 5.2). */
const PNG = 0x89;

/** Pictures are kept as bytes alone, since each says what it is. */
export const typeOf = (bytes: Buffer): TilePicture['type'] => (bytes[0] === PNG ? 'image/png' : 'image/jpeg');
