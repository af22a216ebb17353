export { changedLook } from './look-words';
export { readViewQuery, showsSomething, type ViewLink, type ViewQuery, viewQuery } from './view-link';
