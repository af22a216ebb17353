export { decodeCoded, type DecodedPixels } from './decode-coded.js';
