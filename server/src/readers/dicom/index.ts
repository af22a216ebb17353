export { readElements } from './read-elements.js';
export type { DicomElement } from './walk-elements.js';
