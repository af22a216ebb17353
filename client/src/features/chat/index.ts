export type { Attachment } from './ChatComposer.vue';
export { default as ChatPanel } from './ChatPanel.vue';
export { forgetDrafts } from './kept-draft';
export { default as PastSessions } from './PastSessions.vue';
export { type Chat, useChat } from './useChat';
