import { parseSlideCommand, UsageError } from './slide-arguments.js';

describe('npm run slide', () => {
  it('imports a file, under a name and into a case where they are given', () => {
    expect(parseSlideCommand(['import', 'a.svs'])).toEqual({ kind: 'import', file: 'a.svs', name: undefined, accession: undefined, deidentify: false });
    expect(parseSlideCommand(['import', 'a.svs', '--name', 'A1 · H&E', '--case=C-1'])).toMatchObject({ name: 'A1 · H&E', accession: 'C-1' });
    expect(parseSlideCommand(['import', 'scans', '--deidentify'])).toMatchObject({ file: 'scans', deidentify: true });
  });

  it('synthesizes in a size and from a seed', () => {
    expect(parseSlideCommand(['synthesize', 'a.tif', '--width', '512', '--height', '300', '--seed', '7'])).toEqual({
      kind: 'synthesize', file: 'a.tif', widthPx: 512, heightPx: 300, seed: 7, stain: 'HE',
    });
  });

  it.each([['list'], ['--help'], ['help'], ['import', '-h']])('knows %s', (...typed) => {
    expect(['list', 'help']).toContain(parseSlideCommand(typed).kind);
  });

  it.each([
    [[], /missing/],
    [['remove', 'a.svs'], /There is no "remove"/],
    [['import'], /file is missing/],
    [['import', 'a.svs', 'b.svs'], /Too much: b.svs/],
    [['list', 'x'], /Too much: x/],
    [['import', 'a.svs', '--nmae', 'x'], /nmae/],
    [['synthesize', 'a.tif', '--width', '1e4'], /--width is a whole number/],
    [['synthesize', 'a.tif', '--seed=-1'], /--seed is a whole number/],
    [['synthesize', 'a.tif', '--stain', 'PAS'], /no stain "PAS"/],
  ])('says what is wrong with %j', (typed, message) => {
    expect(() => parseSlideCommand(typed)).toThrow(UsageError);
    expect(() => parseSlideCommand(typed)).toThrow(message);
  });
});
