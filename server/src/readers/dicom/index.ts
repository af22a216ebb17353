export { dicomFormat } from './dicom-format.js';
export { readElements } from './read-elements.js';
// For who writes files anew (deidentification).
export { ByteWindow } from './byte-window.js';
export { readFileMeta } from './file-meta.js';
export { scanItems } from './scan-items.js';
export { transferSyntaxOf } from './transfer-syntax.js';
export { type DicomElement, type ElementVisitor, type Step, walkElements } from './walk-elements.js';
