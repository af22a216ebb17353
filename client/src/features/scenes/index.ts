export { default as PlayBar } from './PlayBar.vue';
export { default as ScenesPanel } from './ScenesPanel.vue';
export { useAutoplay } from './useAutoplay';
export { usePlaying } from './usePlaying';
export { useScenePictures } from './useScenePictures';
export { useScenes } from './useScenes';
