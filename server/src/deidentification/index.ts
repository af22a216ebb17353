export { deidentify, type DeidentifyOptions } from './deidentify.js';
export { drawLabel, type PseudonymousLabel } from './label/draw-label.js';
export type { CleaningReport, VerificationReport } from './reports.js';
export { verifyClean, type VerifyOptions } from './verify-clean.js';
