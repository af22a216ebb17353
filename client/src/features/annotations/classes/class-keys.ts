/** Keys of the first nine classes, as `aria-keyshortcuts` has them. The digits alone are objectives. */
export const CLASS_KEYS: readonly string[] = Array.from({ length: 9 }, (_, index) => `Shift+${index + 1}`);

/** Other keys that lie on Shift and a digit on some keyboards, and digits that do on the French one. */
const MEANT_OTHERWISE = /^[0-9+=?\-[\]\\,.]$/;

/** The place in the vocabulary that a key stands for; by where the key is, since Shift makes signs of digits. */
export function classIndexOf({ code, key, shiftKey }: Pick<KeyboardEvent, 'code' | 'key' | 'shiftKey'>): number | undefined {
  const digit = /^Digit([1-9])$/.exec(code)?.[1];
  return shiftKey && digit && !MEANT_OTHERWISE.test(key) ? Number(digit) - 1 : undefined;
}
