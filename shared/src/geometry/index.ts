export * from './measure.js';
export * from './point.js';
export * from './similarity.js';
export * from './view.js';
export * from './scale-bar.js';
