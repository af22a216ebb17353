const SYMBOLS: Readonly<Record<string, string>> = {
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Control: 'Ctrl', Enter: '↵', Delete: 'Del', PageUp: 'PgUp', PageDown: 'PgDn',
};
const MAC: Readonly<Record<string, string>> = { Control: '⌘', Meta: '⌘', Alt: '⌥', Shift: '⇧' };

export const isMac = (platform: string): boolean => /mac|iphone|ipad/i.test(platform);

/** The caps to draw for `aria-keyshortcuts` notation: `Control+Shift+Z` is Ctrl, Shift, Z, or ⌘ ⇧ Z on a Mac. */
export function keyCaps(keys: string, mac: boolean): string[] {
  const names = keys === '+' ? ['+'] : keys.split('+').map((name) => (name === '' ? '+' : name));
  return names.map((name) => (mac ? MAC[name] : undefined) ?? SYMBOLS[name] ?? name);
}
