/** Bytes of UTF-8; file systems take 255, and what is made from it may need a few more. */
const MOST_BYTES = 180;

/** A sender's file name as one that any file system takes and that cannot lead out of its folder. The extension is kept. */
export function safeFileName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  // Control characters, and what Windows forbids.
  const clean = last.replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '_').replace(/^[.\s]+|[.\s]+$/g, '');
  if (clean === '') return 'slide';
  const dot = clean.lastIndexOf('.');
  const extension = dot > 0 && clean.length - dot <= 12 ? clean.slice(dot) : '';
  let stem = clean.slice(0, clean.length - extension.length);
  while (Buffer.byteLength(stem + extension) > MOST_BYTES) stem = [...stem].slice(0, -1).join('');
  return stem + extension;
}

/** The name with another extension, or with none for an empty one. */
export function withExtension(fileName: string, extension: string): string {
  const stem = fileName.replace(/(?<=.)\.[^.]{1,11}$/, '');
  return stem + (/^\.\w{1,11}$/.test(extension) ? extension.toLowerCase() : '');
}
