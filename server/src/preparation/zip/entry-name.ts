import { SlideFileError } from '../../readers/index.js';

const MOST_DEPTH = 16;
/** Of file systems: bytes of UTF-8 in a name. */
const MOST_NAME_BYTES = 255;
const MOST_PATH_BYTES = 1024;
/** APPNOTE.TXT 4.4.4, general purpose bit 11: the name is UTF-8. */
const UTF8_FLAG = 0x800;

const refuse = (why: string): never => {
  throw new SlideFileError('slide.archive-refused', `an entry's name ${why}`);
};

/**
 * The name as text. Archives of Chinese Windows hold GBK and do not say so; of others, what is valid UTF-8 is that.
 *
 * @param fallback for what is neither: the code page 437 of the specification
 */
export function decodeName(raw: Buffer, flags: number, fallback: () => string): string {
  for (const encoding of (flags & UTF8_FLAG) === 0 ? ['utf-8', 'gb18030'] : ['utf-8']) {
    try {
      return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(raw);
    } catch {
      continue; // not in this encoding
    }
  }
  return fallback();
}

/**
 * The folders and the file of an entry, checked: they cannot lead out of a folder, on any system.
 *
 * @throws SlideFileError `slide.archive-refused`
 */
export function safeSegments(name: string): string[] {
  // A backslash separates on Windows, and archives made there may hold it: taken as one everywhere, it can hide nothing.
  const path = name.replaceAll('\\', '/').normalize('NFC');
  if (path.startsWith('/')) refuse('is absolute');
  // Also a drive letter, and an alternate data stream of NTFS.
  if (path.includes(':')) refuse('has a colon');
  if (/\p{Cc}|[\u2028\u2029\ufffd]/u.test(path)) refuse('has control characters');
  if (Buffer.byteLength(path) > MOST_PATH_BYTES) refuse('is too long');
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (segments.length === 0) refuse('is empty');
  if (segments.length > MOST_DEPTH) refuse('is too deep');
  for (const segment of segments) {
    // Windows drops dots and blanks at the end, so `.. ` is `..` there.
    if (/^\.*[. ]*$/.test(segment)) refuse('climbs out');
    if (Buffer.byteLength(segment) > MOST_NAME_BYTES) refuse('is too long');
  }
  return segments;
}

/** Two names with one key are the same file on a system that knows no case, or normalises Unicode, or drops dots at the end. */
export const foldedKey = (segments: readonly string[]): string =>
  segments.map((segment) => segment.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/[. ]+$/, '')).join('/');

/** What systems put beside the files: resource forks of macOS, thumbnails of Windows. Nothing of a slide begins with a dot. */
export const isClutter = (segments: readonly string[]): boolean =>
  segments.some((segment) => segment.startsWith('.') || segment === '__MACOSX') || /^(thumbs\.db|desktop\.ini)$/i.test(segments.at(-1) ?? '');
