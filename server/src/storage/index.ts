export { BlobStore } from './blob-store.js';
export { Disk } from './disk.js';
export { StorageModule } from './storage.module.js';
