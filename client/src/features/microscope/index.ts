export { default as MicroscopeBar } from './MicroscopeBar.vue';
export { default as OverviewPane } from './OverviewPane.vue';
export { type Microscope, mppOf, useMicroscope } from './useMicroscope';
export { belongsElsewhere, MICROSCOPE_KEYS, useMicroscopeKeys } from './useMicroscopeKeys';
