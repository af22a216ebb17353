export * from './collab.js';
export * from './errors.js';
export * from './gesture.js';
export * from './gesture-value.js';
export * from './session.js';
export * from './voice.js';
export * from './voice-rtp.js';
