export { scanOf, sizeOf } from './describe-slide';
export { default as SlideList } from './SlideList.vue';
export { default as SlideStrip } from './SlideStrip.vue';
export { default as SlideThumbnail } from './SlideThumbnail.vue';
export { default as UploadButton } from './UploadButton.vue';
export { default as UploadList } from './UploadList.vue';
export { type Upload, useUploads } from './uploads.store';
export { useFileDrop } from './useFileDrop';
export { useUploadGuard } from './useUploadGuard';
