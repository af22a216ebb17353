export { type VoicePhase, type VoiceTrouble } from './call-state';
export { useVoice, type Voice } from './useVoice';
export { default as VoiceBar } from './VoiceBar.vue';
