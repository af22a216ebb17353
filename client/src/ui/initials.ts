const HAN = /\p{Script=Han}/u;

/**
 * What fits into a small circle: “Rosa Feld” is RF, “expert” is EX. A Chinese name shows its last two characters, as
 * colleagues would call the person; a surname alone would name half the department.
 */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (HAN.test(trimmed)) return [...trimmed.replace(/\s+/g, '')].slice(-2).join('');
  const words = trimmed.split(/[\s.\-_]+/).filter((word) => word !== '');
  const [first = '', last = ''] = [words[0], words.length > 1 ? words.at(-1) : undefined];
  const letters = last ? [[...first][0], [...last][0]] : [...first].slice(0, 2);
  return letters.join('').toUpperCase();
}
