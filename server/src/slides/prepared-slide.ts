import type { AssociatedPicture, QualityReport, SlideImage, SlideOrigin } from '@parfocal/shared/api';
import type { Slide } from './slide.entity.js';

/** A slide that is ready for the catalogue. Its id is settled before anything of it is stored. */
export interface PreparedSlide {
  readonly id: string;
  /** Shown to people. */
  readonly name: string;
  /** Where the file or folder lies, on the file system of `BlobStore.incoming`; moved from there. */
  readonly path: string;
  /** What to keep it as; only its last part counts. */
  readonly fileName: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal: of the file, or of a folder's sorted lines `name:sha256`. */
  readonly digest: string;
  readonly image: SlideImage;
  readonly origin: SlideOrigin;
  readonly associated: readonly AssociatedPicture[];
  readonly report: QualityReport | null;
  readonly isDeidentified: boolean;
  /** JPEG. */
  readonly thumbnail: Buffer;
  /** PNG, drawn anew for a deidentified slide. */
  readonly label?: Buffer;
}

/** Names of stored files never begin with a dot, so nothing can come in under these. */
export const thumbnailKey = (slideId: string): string => `${slideId}/.thumbnail.jpg`;
export const labelKey = (slideId: string): string => `${slideId}/.label.png`;

/** As it enters the catalogue at `now`, kept under the key `file`. */
export function recordOf({ id, name, bytes, digest, image, origin, associated, report, isDeidentified, label }: PreparedSlide, file: string, now: number): Slide {
  const pictures = new Set([...associated, ...(label ? (['label'] as const) : [])]);
  const quality = report && { report, overrules: [] };
  return { id, name, file, bytes, digest, state: 'ready', image, origin, associated: [...pictures], quality, isDeidentified, checkedAt: now, createdAt: now, deletedAt: null, deletedBy: null };
}
