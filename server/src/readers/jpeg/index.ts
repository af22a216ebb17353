export { type JpegColours, JpegSplicer, type SplicedJpeg } from './jpeg-splicer.js';
export { isAdobe, isFrameStart, isJfif, JpegSegmentError, jpegSegments } from './jpeg-segments.js';
