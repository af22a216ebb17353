export { CaseAccess, type CaseChange } from './case-access.service.js';
export { CasesModule } from './cases.module.js';
export { Cases } from './cases.service.js';
export { type OpenSession, SessionDirectory } from './session-directory.js';
