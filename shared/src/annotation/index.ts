export * from './annotation.js';
export * from './comments.js';
export * from './document.js';
export * from './outline.js';
