export { default as QualityDialog } from './QualityDialog.vue';
export { default as QualityMark } from './QualityMark.vue';
