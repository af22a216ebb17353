import { memoryFile, openOnly } from '../../testing/memory-file.js';
import { type FieldSpec, TiffFactory } from '../../testing/tiff-factory.js';
import { text, tiledDirectory } from '../../testing/tiled-directory.js';
import type { SlideOrigin } from '../index.js';

const originOf = async (description: string | undefined, fields: FieldSpec[] = []): Promise<SlideOrigin> => {
  const directory = tiledDirectory({ widthPx: 16, heightPx: 16, tilePx: 16, tiles: [Buffer.alloc(768)], description, fields });
  return (await openOnly(memoryFile(TiffFactory.write({ littleEndian: true, big: false, directories: [directory] })))).origin;
};
const aperio = (keys: string, version = 'Aperio Image Library v12.0.15'): Promise<SlideOrigin> => originOf(`${version} \r\n16x16 (16x16) JPEG/RGB Q=30|AppMag = 40|${keys}`);

describe('where an Aperio scan came from', () => {
  it.each([
    ['12/29/09', '09:59:15', '2009-12-29T09:59:15'],
    ['09/14/2015', '1:02:03', '2015-09-14T01:02:03'],
    ['12/11/2019', '', '2019-12-11'],
    ['12/11/2019', '25:00:00', '2019-12-11'],
    ['02/30/2019', '10:00:00', undefined],
    ['29/12/2009', '10:00:00', undefined],
    ['today', '10:00:00', undefined],
  ])('Date = %s, Time = %s is %s', async (date, time, expected) => {
    expect((await aperio(`Date = ${date}|Time = ${time}`)).scannedAt).toBe(expected);
  });

  it('names a GT 450, and models that Aperio sold; numbers of scanners and people are none', async () => {
    expect(await aperio('ScanScope ID = SS45002|User = 4711|Filename = Doe', 'Aperio Leica Biosystems GT450 v1.0.1')).toEqual({ manufacturer: 'Leica Biosystems', model: 'GT450', software: 'Aperio Leica Biosystems GT450 v1.0.1' });
    expect((await aperio('ScannerType = AT2')).model).toBe('AT2');
    expect((await aperio('ScannerType = SS12345')).model).toBeUndefined();
  });
});

describe('where a plain TIFF came from', () => {
  it('is read from Make, Model, Software and DateTime, and from no other tag', async () => {
    const fields = [text(271, 'Maker'), text(272, 'One'), text(305, 'scan 1.2'), text(306, '2021:02:03 04:05:06'), text(315, 'Dr. Doe'), text(316, 'PC-17'), text(269, 'Doe.tif')];
    expect(await originOf(undefined, fields)).toEqual({ manufacturer: 'Maker', model: 'One', software: 'scan 1.2', scannedAt: '2021-02-03T04:05:06' });
  });

  it('is one clean line of at most 80 characters each', async () => {
    const { manufacturer, software } = await originOf(undefined, [text(271, ' A\r\n\u001b[31m\u202eB\u0007 \t C '), text(305, '\u{1F52C}'.repeat(300))]);
    expect(manufacturer).toBe('A [31m B C');
    expect([...software!].length).toBe(80);
  });

  it('is empty where the tags are', async () => {
    expect(await originOf(undefined, [text(271, ''), text(272, ' \u0001'), text(306, '0000:00:00 00:00:00')])).toEqual({});
  });
});
