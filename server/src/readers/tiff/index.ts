export { believableMpp } from './physical-size.js';
export { tiffFormat } from './tiff-format.js';
export { TiffCompression, TiffPhotometric, TiffTag, TiffType } from './tiff-tags.js';
export { belongsToOpenSlide } from './vendor-tiff.js';
// For who cleans files in place (deidentification): what is a level, and what the descriptions say that must be kept.
export { type OmeImage, parseOme } from './ome-description.js';
export { parsePhilipsDescription, type PhilipsDescription } from './philips-description.js';
export { readDirectories } from './read-directories.js';
export { SiblingFiles } from './sibling-files.js';
export type { TiffDirectory } from './tiff-directory.js';
export { recogniseTiff } from './recognise-tiff.js';
export type { TiffKind } from './tiff-kind.js';
export { TiffSource } from './tiff-source.js';
