export * from './measure.js';
export * from './point.js';
export * from './view.js';
