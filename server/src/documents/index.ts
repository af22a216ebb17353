export { Admission } from './admission.service.js';
export { Documents } from './documents.service.js';
export { DocumentsModule } from './documents.module.js';
export { Timelines } from './history/timeline.service.js';
