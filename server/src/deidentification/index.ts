export { deidentify, type DeidentifyOptions } from './deidentify.js';
export type { CleaningReport, VerificationReport } from './reports.js';
export { verifyClean, type VerifyOptions } from './verify-clean.js';
