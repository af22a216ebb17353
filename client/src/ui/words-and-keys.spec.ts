import { initialsOf } from './initials';
import { isMac, keyCaps } from './keys';
import { colourIndexOf, PEOPLE_COLOURS } from './people-colours';

describe('initialsOf', () => {
  it.each([
    ['Rosa Maria Feld', 'RF'],
    ['expert', 'EX'],
    ['Expert B', 'EB'],
    ['  jean-luc  ', 'JL'],
    ['欧阳明月', '明月'],
    ['李 明', '李明'],
    ['Å', 'Å'],
    ['', ''],
  ])('%s: %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('keyCaps', () => {
  it.each([
    ['V', ['V'], ['V']],
    ['Control+Shift+Z', ['Ctrl', 'Shift', 'Z'], ['⌘', '⇧', 'Z']],
    ['+', ['+'], ['+']],
    ['Escape', ['Esc'], ['Esc']],
  ])('%s', (keys, elsewhere, mac) => {
    expect(keyCaps(keys, false)).toEqual(elsewhere);
    expect(keyCaps(keys, true)).toEqual(mac);
  });

  it('knows a Mac', () => {
    expect(isMac('MacIntel')).toBe(true);
    expect(isMac('Linux x86_64')).toBe(false);
  });
});

describe('colourIndexOf', () => {
  it('gives a person always the same of the six', () => {
    const ids = Array.from({ length: 200 }, () => crypto.randomUUID());
    expect(ids.map(colourIndexOf)).toEqual(ids.map(colourIndexOf));
    expect(new Set(ids.map(colourIndexOf)).size).toBe(PEOPLE_COLOURS.length);
  });
});
