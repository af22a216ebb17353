export { openSlideFormat } from './openslide-format.js';
