export interface StoredObject {
  readonly objectKey: string;
  /** Its place within the slide. */
  readonly name: string;
  readonly sizeBytes: number;
  /** What it was when the slide was opened: a read of anything else is refused. */
  readonly etag: string;
}
