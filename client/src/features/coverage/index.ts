export { default as CoverageControl } from './CoverageControl.vue';
export { coverageStore } from './coverage-store';
export { type Coverage, useCoverage } from './useCoverage';
