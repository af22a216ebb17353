export { ApiError, errorCodeOf } from './api-error';
export { caseOf, cases, createCase, endSession, openSession, putMember, removeMember, session } from './cases';
export { about, findPeople, login, logins, logout, me, revokeLogin } from './people';
export { onLoginLost } from './refusal';
export { slide } from './slides';
export { uploadSlide } from './upload-slide';
