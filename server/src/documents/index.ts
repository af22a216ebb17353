export { Documents } from './documents.service.js';
export { DocumentsModule } from './documents.module.js';
