export { believableMpp } from './physical-size.js';
export { tiffFormat } from './tiff-format.js';
export { TiffCompression, TiffPhotometric, TiffTag, TiffType } from './tiff-tags.js';
export { belongsToOpenSlide } from './vendor-tiff.js';
