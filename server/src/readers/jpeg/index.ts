export { JpegSplicer, type SplicedJpeg } from './jpeg-splicer.js';
export { JpegSegmentError } from './jpeg-segments.js';
