export { Admission } from './admission.service.js';
export { type CommentNews } from './comment-news.js';
export { Documents } from './documents.service.js';
export { DocumentsModule } from './documents.module.js';
export { DrawnLayers } from './layers/drawn-layers.service.js';
export { HiddenLayers } from './layers/hidden-layers.service.js';
export { Layers } from './layers/layers.service.js';
export { Timelines } from './history/timeline.service.js';
