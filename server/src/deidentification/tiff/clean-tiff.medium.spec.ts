import { execFileSync } from 'node:child_process';
import { cp, readFile } from 'node:fs/promises';
import { openSlide } from '../../readers/index.js';
import { itWithSlide, jpegSlide, SMALL } from '../../testing/index.js';
import { type DirectorySpec, type FieldSpec, TiffFactory } from '../../testing/tiff-factory.js';
import { bytes, long, text, TIFF_VARIANTS, tiledDirectory } from '../../testing/tiled-directory.js';
import { WorkFolder } from '../../testing/work-folder.js';
import { deidentify } from '../deidentify.js';
import type { CleaningReport, VerificationReport } from '../reports.js';
import { allBytes, quiet } from '../testing/bytes.js';
import { verifyClean } from '../verify-clean.js';

const work = new WorkFolder();

const TILE_PX = 64;
const tile = (value: number): Buffer => Buffer.alloc(TILE_PX * TILE_PX * 3, value);
/** 2 x 1 tiles of grey. */
const slideOf = (description: string, fields: readonly FieldSpec[] = []): DirectorySpec =>
  tiledDirectory({ widthPx: 128, heightPx: 64, tilePx: TILE_PX, tiles: [tile(40), tile(80)], description, fields });
/** A picture in a tile, which says what it shows. */
const labelOf = (content: Buffer): DirectorySpec => tiledDirectory({ widthPx: 64, heightPx: 64, tilePx: TILE_PX, tiles: [content], description: 'Aperio\nlabel 64x64' });
const LABEL = Buffer.alloc(TILE_PX * TILE_PX * 3, 'PATIENT ON LABEL ');

const APERIO = 'Aperio Image Library v11.2.1 \r\n128x64 (64x64) JPEG/RGB Q=30|AppMag = 20|ScanScope ID = SS1302|Filename = Jane Roe|User = 6f3a|Date = 12/29/09|MPP = 0.4990';
const TELLING = [text(269, 'document of Jane Roe'), text(306, '2009:12:29 09:59:15'), text(315, 'Dr Artist'), text(316, 'scanner-host'), text(33432, 'St Elsewhere'), bytes(700, Buffer.from('<x:xmpmeta>Jane Roe</x:xmpmeta>')), text(65000, 'private S12-3456')];

const write = (directories: readonly DirectorySpec[], variant: { littleEndian: boolean; big: boolean } = { littleEndian: true, big: false }): Promise<string> =>
  work.file('slide.svs', TiffFactory.write({ ...variant, directories }));

async function cleanAndVerify(path: string, secrets: readonly string[] = []): Promise<CleaningReport & { verified: VerificationReport }> {
  const report = await deidentify(path, quiet);
  return { ...report, verified: await verifyClean(path, { secrets, removedTexts: report.removedTexts, pixelsDigest: report.pixelsDigest, ...quiet }) };
}

const CLEAN: VerificationReport = { isClean: true, picturesLeft: 0, secretsFound: [], removedTextsFound: 0, arePixelsUntouched: true };

describe('cleaning a TIFF', () => {
  it.each(TIFF_VARIANTS)('keeps the pixels of a $name file, and nothing that tells whose they are', async (variant) => {
    const path = await write([slideOf(APERIO, TELLING), labelOf(LABEL)], variant);
    const { verified, removedTexts, picturesRemoved } = await cleanAndVerify(path, ['Jane Roe', 'S12-3456']);
    expect(verified).toEqual(CLEAN);
    expect(picturesRemoved).toBe(1);
    expect(removedTexts).toEqual(expect.arrayContaining(['Jane Roe', 'SS1302', 'Dr Artist', 'scanner-host', 'St Elsewhere', '12/29/09']));
    const all = await allBytes(path);
    for (const secret of ['Jane', 'Roe', 'SS1302', 'ScanScope', 'PATIENT', 'Dr Artist', 'Elsewhere', 'S12-3456', '2009', 'xmp']) expect(all).not.toContain(secret);
    const reader = await openSlide(path);
    await reader.close();
    expect(reader.image).toMatchObject({ format: 'aperio-svs', widthPx: 128, heightPx: 64, mppX: 0.499, objectivePower: 20 });
  });

  it('overwrites what no directory points at, such as a directory of an earlier version', async () => {
    const file = TiffFactory.write({ littleEndian: true, big: false, directories: [slideOf(APERIO)] });
    const path = await work.file('slide.svs', Buffer.concat([file, Buffer.from('left over: Jane Roe, S12-3456')]));
    expect((await cleanAndVerify(path, ['S12-3456'])).verified).toEqual(CLEAN);
    expect(await allBytes(path)).not.toContain('left over');
  });

  it('leaves the tiles of a level alone where a label lies across them', async () => {
    const shared = { fields: [long(324, 8), long(325, 1000)] };
    const label = tiledDirectory({ widthPx: 64, heightPx: 64, tilePx: TILE_PX, tiles: [], description: 'Aperio\nlabel 64x64', ...shared });
    const { verified } = await cleanAndVerify(await write([slideOf(APERIO), label]));
    expect(verified).toEqual(CLEAN);
  });

  it('does not harm what a value that is removed lies across', async () => {
    // A name that is said to lie in the header, and one in the first tile.
    const path = await write([slideOf(APERIO, [{ tag: 315, type: 2, values: Buffer.from([8, 0, 0, 0]), claimedCount: 5000 }, { tag: 65000, type: 7, values: Buffer.from([0, 0, 0, 0]), claimedCount: 600 }])]);
    expect((await cleanAndVerify(path)).verified).toEqual(CLEAN);
  });

  it('changes nothing the second time, but for what is not needed', async () => {
    const path = await write([slideOf(APERIO, TELLING), labelOf(LABEL)]);
    const first = await deidentify(path, quiet);
    const once = await readFile(path);
    const second = await deidentify(path, quiet);
    expect(second).toMatchObject({ picturesRemoved: 0, removedTexts: [], pixelsDigest: first.pixelsDigest });
    await expect(readFile(path)).resolves.toEqual(once);
  });

  it('completes after it was stopped before anything was overwritten', async () => {
    const path = await write([slideOf(APERIO, TELLING), labelOf(LABEL)]);
    const before = await readFile(path);
    await deidentify(path, quiet);
    const after = await readFile(path);
    // As the disk has it once the header was turned: old bytes still there, new directories behind them.
    const torn = Buffer.concat([after.subarray(0, 8), before.subarray(8), after.subarray(before.length)]);
    for (const state of [before, torn, Buffer.concat([before, after.subarray(before.length)]), Buffer.concat([before, after.subarray(before.length, -20)])]) {
      const again = await work.file('slide.svs', state);
      const { verified } = await cleanAndVerify(again, ['Jane Roe', 'PATIENT', 'SS1302']);
      expect(verified).toEqual(CLEAN);
    }
  });

  it('stops when it is told to, and completes later', async () => {
    const path = await write([slideOf(APERIO, TELLING), labelOf(LABEL)]);
    const reason = new Error('the server ends');
    await expect(deidentify(path, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect((await cleanAndVerify(path, ['Jane Roe'])).verified).toEqual(CLEAN);
  });

  it('keeps levels and drops tiled pictures that are none', async () => {
    const { file } = await jpegSlide();
    const { verified } = await cleanAndVerify(await work.file('slide.tif', file));
    expect(verified).toEqual(CLEAN);
    const reader = await openSlide(work.at('slide.tif'));
    await reader.close();
    expect(reader.image.levels.map(({ widthPx }) => widthPx)).toEqual([SMALL.widthPx, SMALL.widthPx / 2]);
  });

  it('writes OME-XML anew, with planes where they lie now and without names', async () => {
    const ome = [
      '<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1234-5678"><Experimenter ID="E:0" FirstName="Jane" LastName="Roe"/>',
      '<Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="40" SerialNumber="SN-99887766"/></Instrument>',
      '<Image ID="Image:0" Name="label"><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="64" SizeY="64" SizeC="3" SizeZ="1" SizeT="1"><Channel ID="Channel:0:0" SamplesPerPixel="3"/><TiffData IFD="0" PlaneCount="1"/></Pixels></Image>',
      '<Image ID="Image:1" Name="S12-3456 of Jane Roe"><AcquisitionDate>2021-03-04T05:06:07</AcquisitionDate><ObjectiveSettings ID="Objective:0"/>',
      '<Pixels ID="Pixels:1" DimensionOrder="XYCZT" Type="uint8" SizeX="128" SizeY="64" SizeC="2" SizeZ="1" SizeT="1" PhysicalSizeX="0.25" PhysicalSizeY="0.26">',
      '<Channel ID="Channel:1:0" SamplesPerPixel="1" Name="DAPI" Color="65535"/><Channel ID="Channel:1:1" SamplesPerPixel="1" Name="Roe special" EmissionWavelength="520"/>',
      '<TiffData IFD="1" FirstC="1" PlaneCount="1"/><TiffData IFD="2" FirstC="0" PlaneCount="1"/></Pixels></Image></OME>',
    ].join('');
    const grey = (value: number): DirectorySpec => tiledDirectory({ widthPx: 128, heightPx: 64, tilePx: TILE_PX, samples: 1, photometric: 1, tiles: [0, 1].map((i) => Buffer.alloc(TILE_PX * TILE_PX, value + i)) });
    const label = tiledDirectory({ widthPx: 64, heightPx: 64, tilePx: TILE_PX, tiles: [LABEL], description: ome });
    const path = await work.file('slide.ome.tif', TiffFactory.write({ littleEndian: true, big: true, directories: [label, grey(10), grey(100)] }));
    const { verified, picturesRemoved } = await cleanAndVerify(path, ['Jane Roe', 'S12-3456', 'SN-99887766', '1234-5678']);
    expect(verified).toEqual(CLEAN);
    expect(picturesRemoved).toBe(1);
    const reader = await openSlide(path);
    try {
      expect(reader.image).toMatchObject({ format: 'ome-tiff', channels: 2, mppX: 0.25, mppY: 0.26, objectivePower: 40 });
      expect(reader.image.channelStyles?.map(({ name }) => name)).toEqual(['DAPI', '']);
    } finally {
      await reader.close();
    }
    const once = await readFile(path);
    await deidentify(path, quiet);
    await expect(readFile(path)).resolves.toEqual(once);
  });

  it('writes the XML of Philips anew: scales stay, barcode and pictures in it go', async () => {
    const spacing = (mm: number): string => `<Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028" Element="0x0030" PMSVR="IDoubleArray">&quot;${mm}&quot; &quot;${mm}&quot;</Attribute>`;
    const xml = [
      '<?xml version="1.0" encoding="UTF-8" ?><DataObject ObjectType="DPUfsImport"><Attribute Name="PIM_DP_UFS_BARCODE" Group="0x301D" Element="0x1002" PMSVR="IString">UzEyLTM0NTY3ODk=</Attribute>',
      '<Attribute Name="PIM_DP_SCANNER_OPERATOR_ID" Group="0x301D" Element="0x1801" PMSVR="IString">Jane Roe</Attribute><Attribute Name="PIM_DP_SCANNED_IMAGES" Group="0x301D" Element="0x1003" PMSVR="IDataObjectArray"><Array>',
      `<DataObject ObjectType="DPScannedImage"><Attribute Name="PIM_DP_IMAGE_TYPE" Group="0x301D" Element="0x1004" PMSVR="IString">WSI</Attribute>${spacing(0.00025)}`,
      '<Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE" Group="0x1001" Element="0x8B01" PMSVR="IDataObjectArray"><Array>',
      `<DataObject ObjectType="PixelDataRepresentation">${spacing(0.00025)}</DataObject></Array></Attribute></DataObject>`,
      `<DataObject ObjectType="DPScannedImage"><Attribute Name="PIM_DP_IMAGE_TYPE" Group="0x301D" Element="0x1004" PMSVR="IString">LABELIMAGE</Attribute><Attribute Name="PIM_DP_IMAGE_DATA" Group="0x301D" Element="0x1005" PMSVR="IString">${Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), LABEL]).toString('base64')}</Attribute></DataObject>`,
      '</Array></Attribute></DataObject>',
    ].join('');
    const path = await write([slideOf(xml, [text(305, 'Philips DP v1.0 of Jane Roe')])]);
    const { verified } = await cleanAndVerify(path, ['Jane Roe', 'UzEyLTM0NTY3ODk=']);
    expect(verified).toEqual(CLEAN);
    const reader = await openSlide(path);
    await reader.close();
    expect(reader.image).toMatchObject({ format: 'philips-tiff', mppX: 0.25, mppY: 0.25 });
  });

  it('refuses a TIFF with other files beside it, before anything is written', async () => {
    const file = TiffFactory.write({ littleEndian: true, big: false, directories: [slideOf(APERIO)] });
    await work.file('a.svs', file);
    await work.file('letter.txt', 'Jane Roe');
    await expect(deidentify(work.path, quiet)).rejects.toMatchObject({ code: 'slide.cannot-deidentify' });
    await expect(readFile(work.at('a.svs'))).resolves.toEqual(file);
  });

  itWithSlide('CMU-1-Small-Region.svs', 'cleans a scanner\'s own file; OpenSlide opens it and finds no picture beside the slide', async (original) => {
    const path = work.at('slide.svs');
    await cp(original, path);
    const { verified, picturesRemoved } = await cleanAndVerify(path, ['ScanScope ID', 'SS1302', 'CPAPERIOCS', 'b414003d-95c6-48b0-9369-8010ed517ba7', '12/29/09', '09:59:15', 'CMU-1']);
    expect(verified).toEqual(CLEAN);
    expect(picturesRemoved).toBe(3);
    const [before, after] = [await readFile(original), await readFile(path)];
    // A strip of the label and one of the macro picture, from where they lay.
    for (const at of [1_475_000, 1_850_600]) expect(after.includes(before.subarray(at, at + 64))).toBe(false);
    expect(after.length - before.length).toBeLessThan(1000);
    requireOpenSlideAgrees(path);
  });
});

/** With OpenSlide's own tool, where it is installed. */
function requireOpenSlideAgrees(path: string): void {
  let said: string;
  try {
    said = execFileSync('openslide-show-properties', [path], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  expect(said).toContain("openslide.vendor: 'aperio'");
  expect(said).toContain("openslide.mpp-x: '0.499");
  expect(said).not.toContain('associated');
  expect(said).not.toContain('ScanScope');
}
