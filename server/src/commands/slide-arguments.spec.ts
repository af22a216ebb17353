import { parseSlideCommand } from './slide-arguments.js';
import { UsageError } from './usage-error.js';

describe('npm run slide', () => {
  it('imports a file, under a name and into a case where they are given', () => {
    expect(parseSlideCommand(['import', 'a.svs'])).toEqual({ kind: 'import', file: 'a.svs', name: undefined, accession: undefined, deidentify: false });
    expect(parseSlideCommand(['import', 'a.svs', '--name', 'A1 · H&E', '--case=C-1'])).toMatchObject({ name: 'A1 · H&E', accession: 'C-1' });
    expect(parseSlideCommand(['import', 'scans', '--deidentify'])).toMatchObject({ file: 'scans', deidentify: true });
  });

  it('synthesizes in a size and from a seed', () => {
    expect(parseSlideCommand(['synthesize', 'a.tif', '--width', '512', '--height', '300', '--seed', '7'])).toEqual({
      kind: 'synthesize', file: 'a.tif', slide: { widthPx: 512, heightPx: 300, seed: 7, planes: 1 },
    });
    expect(parseSlideCommand(['synthesize', 'a.tif', '--stain', 'IHC', '--profile', 'p3', '--planes', '3'])).toMatchObject({ slide: { stain: 'IHC', profile: 'p3', planes: 3 } });
  });

  it('synthesizes fluorescence', () => {
    const { slide } = parseSlideCommand(['synthesize', 'a.tif', '--channels', 'dapi, TRITC', '--bits', '12', '--compression=none']) as Extract<ReturnType<typeof parseSlideCommand>, { kind: 'synthesize' }>;
    expect(slide).toEqual({ widthPx: 20_000, heightPx: 20_000, seed: 1, planes: 1, fluorescence: { channels: ['DAPI', 'TRITC'], bits: 12, compression: 'none' } });
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
    [['synthesize', 'a.tif', '--profile', 'adobe'], /no colour profile "adobe": p3/],
    [['synthesize', 'a.tif', '--channels', 'DAPI,GFP'], /no channel "GFP": DAPI, FITC, TRITC/],
    [['synthesize', 'a.tif', '--channels', ''], /no channel ""/],
    [['synthesize', 'a.tif', '--channels', 'DAPI,DAPI'], /DAPI is named twice/],
    [['synthesize', 'a.tif', '--channels', 'DAPI', '--stain', 'HE'], /--stain is for slides in colours/],
    [['synthesize', 'a.tif', '--channels', 'DAPI', '--profile', 'p3'], /--profile is for slides in colours/],
    [['synthesize', 'a.tif', '--channels', 'DAPI', '--bits', '8'], /no depth "8": 16 or 12/],
    [['synthesize', 'a.tif', '--bits', '12'], /--bits is for fluorescence: it needs --channels/],
    [['synthesize', 'a.tif', '--compression', 'none'], /--compression is for fluorescence/],
    [['synthesize', 'a.tif', '--planes', 'many'], /--planes is a whole number/],
  ])('says what is wrong with %j', (typed, message) => {
    expect(() => parseSlideCommand(typed)).toThrow(UsageError);
    expect(() => parseSlideCommand(typed)).toThrow(message);
  });
});
