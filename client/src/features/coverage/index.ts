export { default as CoverageControl } from './CoverageControl.vue';
export { coverageStore } from './coverage-store';
export { powerWords } from './power-words';
export { type Coverage, useCoverage } from './useCoverage';
