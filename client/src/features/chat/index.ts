export type { Attachment } from './ChatComposer.vue';
export { default as ChatPanel } from './ChatPanel.vue';
export { type Chat, useChat } from './useChat';
