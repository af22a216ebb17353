import type { ReadRequest } from './read-words';
import { readShapes } from './read-text';

/** Reads one file beside the page: a large one takes seconds. */
self.onmessage = async ({ data: { file, target } }: MessageEvent<ReadRequest>): Promise<void> => self.postMessage(await readShapes(file, target));
