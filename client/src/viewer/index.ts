export { createSlideViewer } from './create-slide-viewer';
export type * from './slide-viewer';
