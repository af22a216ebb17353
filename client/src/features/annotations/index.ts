export { default as MarksPanel } from './MarksPanel.vue';
export { default as RefusalBar } from './RefusalBar.vue';
export { default as SaveStatus } from './SaveStatus.vue';
export { default as ToolColumn } from './ToolColumn.vue';
export { ANNOTATION_KEYS } from './tools';
export { useAnnotations } from './useAnnotations';
export { useAnnotationTools } from './useAnnotationTools';
export { useShownAnnotations } from './useShownAnnotations';
export { useSlideDocument } from './useSlideDocument';
