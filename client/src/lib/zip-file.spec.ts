/** @jest-environment node */
import { fromBuffer } from 'yauzl';
import { zipFile } from './zip-file';

/** What another program finds in it; it checks sizes and checksums itself. */
const unzipped = async (zip: Blob): Promise<Record<string, string>> => {
  const bytes = Buffer.from(await zip.arrayBuffer());
  return new Promise((resolve, reject) => {
    const found: Record<string, string> = {};
    fromBuffer(bytes, { lazyEntries: true }, (error, file) => {
      if (error) return reject(error);
      file.on('error', reject).on('end', () => resolve(found)).on('entry', (entry: { fileName: string; crc32: number }) => {
        file.openReadStream(entry as never, (failed, stream) => {
          if (failed) return reject(failed);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece)).on('end', () => {
            found[entry.fileName] = `${Buffer.concat(pieces).toString()} ${entry.crc32.toString(16)}`;
            file.readEntry();
          });
        });
      });
      file.readEntry();
    });
  });
};

describe('zipFile', () => {
  it('holds every file under its name, in any script, with the checksum that other programs expect', async () => {
    // 0xcbf43926 is the check value of CRC-32 for these nine digits.
    const zip = await zipFile([{ name: 'a.txt', content: new Blob(['123456789']) }, { name: '2 切片.geojson', content: new Blob([]) }]);
    expect(await unzipped(zip)).toEqual({ 'a.txt': '123456789 cbf43926', '2 切片.geojson': ' 0' });
  });

  it('may be empty', async () => {
    expect(await unzipped(await zipFile([]))).toEqual({});
  });
});
