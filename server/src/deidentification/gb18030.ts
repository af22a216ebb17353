/**
 * Text in GB 18030 as its two-byte part, GBK, has it: what Chinese scanners and Windows write. Node decodes it and does not encode it,
 * so the table is made by decoding all of it once.
 *
 * @returns `undefined` where a character is in no such pair, or all are of the basic alphabet and so the same in UTF-8
 */
export function inGb18030(text: string): Buffer | undefined {
  if (!/[\u0080-\uffff]/.test(text)) return undefined;
  table ??= pairs();
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0)!;
    const pair = code < 0x80 ? code : table.get(character);
    if (pair === undefined) return undefined;
    if (pair > 0xff) bytes.push(pair >> 8);
    bytes.push(pair & 0xff);
  }
  return Buffer.from(bytes);
}

let table: ReadonlyMap<string, number> | undefined;

function pairs(): ReadonlyMap<string, number> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, number>();
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      if (second === 0x7f) continue;
      const character = decoder.decode(Buffer.from([first, second]));
      if ([...character].length === 1 && character !== '\ufffd') found.set(character, (first << 8) | second);
    }
  }
  return found;
}
