import type { TiffDirectory } from './tiff-directory.js';
import { TiffLimit } from './tiff-limits.js';
import { TiffTag, TYPE_BYTES } from './tiff-tags.js';

/** Header and tag count of a profile, and the signature that every one has (ICC.1:2022 §7.1, §7.2). */
const LEAST_BYTES = 132;
const SIGNATURE = { at: 36, text: 'acsp' } as const;

/** The ICC profile of a directory, where one of a believable size lies within the file; read whole when it is asked for. */
export async function colourProfileOf(directory: TiffDirectory): Promise<(() => Promise<Buffer>) | undefined> {
  const field = directory.field(TiffTag.IccProfile);
  if (!field || TYPE_BYTES.get(field.type) !== 1 || field.count < LEAST_BYTES || field.count > TiffLimit.colourProfileBytes) return undefined;
  const { file } = directory.source;
  if (!file.contains(field.at, field.count)) return undefined;
  const signature = await file.read(field.at + SIGNATURE.at, SIGNATURE.text.length);
  return signature.toString('latin1') === SIGNATURE.text ? () => file.read(field.at, field.count) : undefined;
}
