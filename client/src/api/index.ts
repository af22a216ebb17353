export { ApiError, errorCodeOf } from './api-error';
export { alignments, caseOf, cases, createCase, endSession, openSession, putAlignment, putMember, removeAlignment, removeMember, removeSlide, renameSlide, session } from './cases';
export { about, findPeople, login, logins, logout, me, revokeLogin } from './people';
export { decideQuality } from './quality';
export { onLoginLost } from './refusal';
export { slide } from './slides';
export { ingestJobs, removeIngestJob, retryIngestJob } from './ingest';
export { forgetUpload, sendFile } from './send-file';
export { putVocabulary, vocabularyOf } from './vocabulary';
