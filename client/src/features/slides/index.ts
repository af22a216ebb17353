export { scanOf, sizeOf } from './describe-slide';
export { default as SlideList } from './SlideList.vue';
export { default as SlideStrip } from './SlideStrip.vue';
export { default as SlideThumbnail } from './SlideThumbnail.vue';
