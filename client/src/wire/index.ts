export { documentsInUse } from './documents-in-use';
export { whenOnline } from './on-line';
export { mergedState, type SaveState } from './save-state';
export { type ClientEvents, command, createSessionSocket, refusalOf, type ServerEvents, type SessionSocket } from './session-socket';
export { openSlideDocument, type SlideDocument } from './slide-document';
export { reachesByWebSocket } from './reaches-by-web-socket';
export { tabId } from './tab-id';
export { WaitingCopies } from './waiting-copies';
