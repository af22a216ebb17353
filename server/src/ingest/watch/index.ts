export { copyScan } from './copy-scan.js';
export { findScans } from './find-scans.js';
export { type Scan, scanAt } from './scan-at.js';
