export { copyScan } from './copy-scan.js';
export { type Scan, scanAt } from './scan-at.js';
