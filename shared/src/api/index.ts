export * from './about.js';
export * from './case.js';
export * from './person.js';
export * from './slide.js';
export * from './slide-image.js';
export * from './slide-quality.js';
export * from './words.js';
