export { createId } from './create-id';
export { formatBytes } from './bytes';
export { fileName } from './file-name';
export { saveBlob } from './save-blob';
export { type Throttled, throttleLatest } from './throttle-latest';
export { useMedia } from './useMedia';
export { useFrames } from './use-frames';
export { useStored } from './stored';
export { useNow } from './use-now';
