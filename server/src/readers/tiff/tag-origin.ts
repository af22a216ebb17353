import type { SlideOrigin } from '@parfocal/shared/api';
import { cleanText } from '../clean-text.js';
import { scanTime } from '../scan-time.js';
import type { TiffDirectory } from './tiff-directory.js';
import { TiffTag } from './tiff-tags.js';

/** As `SlideOrigin` has it. */
export const ORIGIN_CHARACTERS = 80;
const FIELD_BYTES = 512;

/**
 * What TIFF's own tags say of the scanner (TIFF 6.0 §8: Make, Model, Software, DateTime). Artist, HostComputer and
 * DocumentName are never read: they name people, machines and files.
 *
 * @param options.isScanTime whether DateTime, which is when the file was written, is when the slide was scanned
 */
export async function originOfTags(directory: TiffDirectory, { isScanTime } = { isScanTime: true }): Promise<SlideOrigin> {
  const line = async (tag: number): Promise<string | undefined> => cleanText(await directory.text(tag, FIELD_BYTES), ORIGIN_CHARACTERS);
  const [, year, month, day, ...time] = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(await directory.text(TiffTag.DateTime, FIELD_BYTES)) ?? [];
  return known({
    manufacturer: await line(TiffTag.Make),
    model: await line(TiffTag.Model),
    software: await line(TiffTag.Software),
    scannedAt: isScanTime && year && month && day ? scanTime(year, month, day, [time[0]!, time[1]!, time[2]!]) : undefined,
  });
}

/** Without the fields that are not known, so that a later origin does not hide an earlier one with nothing. */
export const known = (origin: { [key in keyof SlideOrigin]: string | undefined }): SlideOrigin =>
  Object.fromEntries(Object.entries(origin).filter(([, value]) => value !== undefined));
