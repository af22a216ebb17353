export * from './annotation.js';
export * from './document.js';
export * from './outline.js';
