export { dicomFormat } from './dicom-format.js';
export { readElements } from './read-elements.js';
export type { DicomElement } from './walk-elements.js';
