export { formatBytes } from './bytes';
export { useStored } from './stored';
export { type Throttled, throttleLatest } from './throttle-latest';
