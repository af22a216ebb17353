export { openSlide, openSlideFile } from './open-slide.js';
export { SLIDE_FILE_ERROR_CODES, SlideFileError, type SlideFileErrorCode } from './slide-file-error.js';
export { type ByteSource, SlideFile } from './slide-file.js';
export type { EncodedTile, JpegTile, RawTile, SlideFormat, SlideImage, SlideLevel, SlideReader, TileAddress } from './slide-reader.js';
export { TiffCompression, TiffPhotometric, TiffTag, TiffType } from './tiff/index.js';
export { transcodeTile } from './transcode-tile.js';
