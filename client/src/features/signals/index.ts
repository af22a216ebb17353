export { default as HandButton } from './HandButton.vue';
export { default as HandsBar } from './HandsBar.vue';
export { default as SpotlightBar } from './SpotlightBar.vue';
export { type Hands, useHands } from './useHands';
export { default as PointingTools } from './PointingTools.vue';
export { type Laser, LASER_KEY, useLaser } from './useLaser';
export { type Pings, usePings } from './usePings';
export { type SpotlightControl, useSpotlight } from './useSpotlight';
