/** What no file system of the day takes, nor a shell likes; control characters as well. */
const REFUSED = /[\u0000-\u001f<>:"/\\|?*\u007f]+/g;

/** Names that Windows keeps for itself, with any ending. */
const KEPT = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

const LONGEST = 120;

/** A name that every file system takes, from words that anyone wrote; `otherwise` where nothing of them is left. */
export function fileName(words: string, ending: string, otherwise: string): string {
  const plain = words.normalize('NFC').replace(REFUSED, ' ').replace(/\s+/g, ' ').trim().replace(/^[. ]+|[. ]+$/g, '');
  const name = [...plain].slice(0, LONGEST).join('').trim();
  return `${name === '' || KEPT.test(name) ? otherwise : name}.${ending}`;
}
