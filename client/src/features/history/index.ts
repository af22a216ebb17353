export { default as BinPanel } from './BinPanel.vue';
export { default as ListSwitch } from './ListSwitch.vue';
export type { MarksList } from './marks-list';
export { default as TimelinePanel } from './TimelinePanel.vue';
export { useBin } from './useBin';
export { useTimeline } from './useTimeline';
export type { AsItWas } from './version';
