export {
  ByteWindow, type DicomElement, type ElementVisitor as DicomVisitor, readElements, readFileMeta as readDicomMeta, scanItems as scanDicomItems, type Step as DicomStep, transferSyntaxOf,
  walkElements as walkDicomElements,
} from './dicom/index.js';
export { openSlide, openSlideFiles } from './open-slide.js';
export { SLIDE_FILE_ERROR_CODES, SlideFileError, type SlideFileErrorCode } from './slide-file-error.js';
export { type ByteSource, SlideFile } from './slide-file.js';
export { localFiles, type SlideFiles } from './slide-files.js';
export type { AssociatedPicture, CodedTile, EncodedTile, JpegTile, Opening, PixelTile, RawTile, SlideFormat, SlideImage, SlideLevel, SlideOrigin, SlideReader, TileAddress } from './slide-reader.js';
export {
  believableMpp, type OmeImage, parseOme, parsePhilipsDescription, type PhilipsDescription, readDirectories as readTiffDirectories, recogniseTiff, SiblingFiles, TiffCompression,
  type TiffDirectory, type TiffKind, TiffPhotometric, TiffSource, TiffTag, TiffType,
} from './tiff/index.js';
export { type TilePicture, transcodeTile } from './transcode-tile.js';
export { JpegSegmentError, JpegSplicer } from './jpeg/index.js';
