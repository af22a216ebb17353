/** Longest name shown to people, in characters. */
export const SHOWN_NAME_CHARACTERS = 120;

/** File systems count bytes (255 of them), and a Chinese character takes three. */
const STORED_NAME_BYTES = 180;

/** Separators, what Windows forbids, control and invisible format characters (which can reverse a name's reading direction). */
const UNSAFE = /[/\\:*?"<>|\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]/gu;
const EXTENSION = /(?:\.ome)?\.[A-Za-z0-9]{1,8}$/i;
const UNNAMED = 'slide';

/** The name under which a file is kept: no separators, no leading dot, short enough for every file system. */
export function storedName(fileName: string): string {
  const clean = normalised(fileName).replace(/^[.\s]+/, '') || UNNAMED;
  const extension = EXTENSION.exec(clean)?.[0] ?? '';
  const base = clean.slice(0, clean.length - extension.length);
  return `${firstBytes(base, STORED_NAME_BYTES - extension.length) || UNNAMED}${extension}`;
}

/** The name people see: the file's without folder and extension. */
export function shownName(fileName: string): string {
  const clean = normalised(fileName).replace(EXTENSION, '').replace(/^[.\s]+/, '').trim();
  return firstCharacters(clean, SHOWN_NAME_CHARACTERS) || UNNAMED;
}

/** A name given by a person: kept as meant, but for what cannot be seen. */
export function givenName(name: string): string {
  const visible = name.normalize('NFC').replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ').replace(/\s+/g, ' ').trim();
  return firstCharacters(visible, SHOWN_NAME_CHARACTERS) || UNNAMED;
}

/** Browsers and people send paths of both worlds; only the last part is a name. */
const normalised = (fileName: string): string =>
  (fileName.normalize('NFC').split(/[/\\]/).filter(Boolean).at(-1) ?? '').replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim();

/** Column lengths count UTF-16 units on one database and characters on the other; the smaller count suits both. */
function firstCharacters(text: string, limit: number): string {
  let kept = '';
  for (const character of text) {
    if (kept.length + character.length > limit) break;
    kept += character;
  }
  return kept.trim();
}

function firstBytes(text: string, limit: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > limit) break;
    kept += character;
  }
  return kept.trim();
}
