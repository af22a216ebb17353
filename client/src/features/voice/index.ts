export { type VoicePhase, type VoiceTrouble } from './call-state';
export { default as ConnectionCheckDialog } from './ConnectionCheckDialog.vue';
export { VOICE_KEYS } from './usePushToTalk';
export { default as SharePane } from './SharePane.vue';
export { type Sharing, useShare } from './useShare';
export { useVoice, type Voice } from './useVoice';
export { default as VoiceBar } from './VoiceBar.vue';
