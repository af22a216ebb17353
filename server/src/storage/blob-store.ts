import type { SlideFiles } from '../readers/index.js';

/**
 * Where slides and their thumbnails are kept: a local folder today, object storage on several nodes later.
 * Keys are `<slide id>/<name>`, made by this module and never by a request.
 */
export abstract class BlobStore {
  /** A local folder on the store's own file system, for files that are still coming in. */
  abstract readonly incoming: string;
  /** Moves the local file or folder at `path` into the store, durably. On an error nothing is left under `key`. */
  abstract adopt(key: string, path: string): Promise<void>;
  abstract write(key: string, bytes: Buffer): Promise<void>;
  /** `undefined` where there is nothing under `key`. */
  abstract read(key: string): Promise<Buffer | undefined>;
  /** What readers open: the file under `key`, or all that lie below it. Rejects with SlideFileError `slide.gone` where there is nothing. */
  abstract files(key: string): Promise<SlideFiles>;
  /** Of the file, or of all files below; `undefined` where there is nothing under `key`. */
  abstract sizeBytes(key: string): Promise<number | undefined>;
  /** Removes everything of a slide. Removing nothing is no error. */
  abstract removeAll(slideId: string): Promise<void>;
}
