import { type FileOnItsWay, folderName } from './slide-on-its-way';

describe('folderName', () => {
  const file: FileOnItsWay = { path: 'level-0.dcm', size: 1, lastModified: 0, file: null, isSent: false, sentBytes: 0 };
  const of = (name: string, count: number, isDeidentifying = false) => folderName({ name, isDeidentifying, files: new Array<FileOnItsWay>(count).fill(file) });

  it('calls a slide of many files by its folder or its main file, and leaves a lone file to tell its own', () => {
    expect([of('Scan 7', 12), of('A1.mrxs', 20), of('A1.svs', 1)]).toEqual([{ name: 'Scan 7' }, { name: 'A1' }, {}]);
  });

  it('gives no name to a slide that is cleaned of its patient', () => {
    expect(of('Doe John', 12, true)).toEqual({});
  });

  it('stays within what the server takes', () => {
    expect(of('x'.repeat(300), 2).name).toHaveLength(120);
  });
});
