import { slidesAmong } from './slides-among';

const file = (content = 'x'): File => {
  const made = new File([content], 'any');
  // jsdom's Blob has no text().
  return Object.assign(made, { slice: (from: number, to: number) => ({ text: () => Promise.resolve(content.slice(from, to)) }) }) as File;
};
const at = (path: string, content?: string) => ({ path, file: file(content) });
const dicom = ' '.repeat(128) + 'DICM';
const slidesOf = async (...paths: ReturnType<typeof at>[]): Promise<[string, string[]][]> => (await slidesAmong(paths)).slides.map(({ name, files }) => [name, files.map(({ path }) => path)]);

describe('slidesAmong', () => {
  it('takes each slide file by itself', async () => {
    expect(await slidesOf(at('A1.svs'), at('folder/deep/B1.ome.tif'), at('C.NDPI'))).toEqual([['A1.svs', ['A1.svs']], ['B1.ome.tif', ['B1.ome.tif']], ['C.NDPI', ['C.NDPI']]]);
  });

  it('keeps an MRXS and its folder together, and two of them apart', async () => {
    expect(await slidesOf(at('day/a.mrxs'), at('day/a/Data0000.dat'), at('day/a/Slidedat.ini'), at('day/ab/Data0000.dat'), at('day/ab.mrxs'))).toEqual([
      ['a.mrxs', ['a.mrxs', 'a/Data0000.dat', 'a/Slidedat.ini']],
      ['ab.mrxs', ['ab.mrxs', 'ab/Data0000.dat']],
    ]);
  });

  it('takes a folder of DICOM files for one slide, with and without their extension', async () => {
    expect(await slidesOf(at('scan 7/level-0.dcm'), at('scan 7/level-1.dcm'), at('scan 8/IM0', dicom), at('scan 8/IM1', dicom), at('scan 8/README', 'text'))).toEqual([
      ['scan 7', ['level-0.dcm', 'level-1.dcm']],
      ['scan 8', ['IM0', 'IM1']],
    ]);
  });

  it('takes DICOM files chosen without a folder for one slide', async () => {
    expect(await slidesOf(at('a.dcm'), at('b.dcm'))).toEqual([['a.dcm', ['a.dcm', 'b.dcm']]]);
  });

  it('takes a VMS with everything around it', async () => {
    expect(await slidesOf(at('s/x.vms'), at('s/x_map2.jpg'), at('s/x.jpg'), at('other.png'))).toEqual([['x.vms', ['x.vms', 'x_map2.jpg', 'x.jpg']], ['other.png', ['other.png']]]);
  });

  it('leaves what belongs to no slide, and says how much', async () => {
    const { slides, ignored } = await slidesAmong([at('s/A1.svs'), at('s/Thumbs.db'), at('s/.DS_Store'), at('s/__MACOSX/A1.svs'), at('s/notes.txt')]);
    expect([slides.length, ignored]).toEqual([1, 2]);
  });

  it('sends a single file whatever it is called: the server says what is wrong with it', async () => {
    expect(await slidesOf(at('report.pdf'))).toEqual([['report.pdf', ['report.pdf']]]);
  });
});
