export { droppedFiles } from './dropped-files';
export { useIngestJobs } from './jobs.store';
export type { ChosenFile } from './slides-among';
export { default as UploadButton } from './UploadButton.vue';
export { default as UploadDialog } from './UploadDialog.vue';
export { default as UploadList } from './UploadList.vue';
export { useUploads } from './uploads.store';
export { useFileDrop } from './useFileDrop';
export { useUploadGuard } from './useUploadGuard';
