/**
 * Where slides and their thumbnails are kept: a local folder today, object storage on several nodes later.
 * Keys are `<slide id>/<name>`, made by this module and never by a request.
 */
export abstract class BlobStore {
  /** A local folder on the store's own file system, for files that are still coming in. */
  abstract readonly incoming: string;
  /** Moves the local file at `path` into the store, durably. On an error nothing is left under `key`. */
  abstract adopt(key: string, path: string): Promise<void>;
  abstract write(key: string, bytes: Buffer): Promise<void>;
  /** `undefined` where there is nothing under `key`. */
  abstract read(key: string): Promise<Buffer | undefined>;
  /** A local path by which readers open the blob; whether it is there shows at opening. */
  abstract locate(key: string): Promise<string>;
  /** `undefined` where there is nothing under `key`. */
  abstract sizeBytes(key: string): Promise<number | undefined>;
  /** Removes everything of a slide. Removing nothing is no error. */
  abstract removeAll(slideId: string): Promise<void>;
}
