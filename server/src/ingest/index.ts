export { type Import, Imports } from './imports.service.js';
export { IngestModule } from './ingest.module.js';
export { IngestServerModule } from './ingest-server.module.js';
export { acceptUploads } from './upload-bodies.js';
export { findScans } from './watch/index.js';
