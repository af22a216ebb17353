export { default as AligningBar } from './AligningBar.vue';
export { default as CompareMenu } from './CompareMenu.vue';
export { default as LandmarkLayer } from './LandmarkLayer.vue';
export { default as PaneLabel } from './PaneLabel.vue';
export { startingRelation, storedRelation } from './relations';
export { type Side } from './useAligning';
export { type Compare, useCompare } from './useCompare';
export { MOST_PANES, type ReferencePane, SESSION_PANE } from './useComparison';
export { useLandmarkClicks } from './useLandmarkClicks';
