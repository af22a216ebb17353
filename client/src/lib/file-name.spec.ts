import { fileName } from './file-name';

describe('fileName', () => {
  it.each([
    ['A1 · H&E 10x', 'A1 · H&E 10x.png'],
    ['切缘 A1 20x', '切缘 A1 20x.png'],
    ['../../etc/passwd', 'etc passwd.png'],
    ['a\u0000b\nc', 'a b c.png'],
    ['what? "this" <one>|two*', 'what this one two.png'],
    ['ends. ', 'ends.png'],
    ['con', 'slide.png'],
    ['///', 'slide.png'],
    ['', 'slide.png'],
    ['x'.repeat(400), `${'x'.repeat(120)}.png`],
  ])('%j', (words, name) => {
    expect(fileName(words, 'png', 'slide')).toBe(name);
  });
});
