import { type DirectorySpec, type FieldSpec, TiffFactory } from './tiff-factory.js';
import { long, text, tiledDirectory } from './tiled-directory.js';

export interface PhilipsSpec {
  readonly littleEndian?: boolean;
  readonly big?: boolean;
  readonly tilePx: number;
  /** Columns and rows of each level, padding included. */
  readonly grids: readonly (readonly [columns: number, rows: number])[];
  /** One tile for all places, as a whole JPEG of grey or YCbCr; an empty one is sparse. */
  readonly tileAt: (level: number, column: number, row: number) => Buffer;
  readonly samples?: 1 | 3;
  /** Millimetres between pixels of level 0. */
  readonly spacingMm?: number;
  readonly label?: Buffer;
  readonly macro?: Buffer;
  /** Replaces the description. */
  readonly description?: string;
  readonly fields?: readonly FieldSpec[];
}

const attribute = (name: string, value: string, type = 'IString'): string =>
  `<Attribute Name="${name}" Group="0x301D" Element="0x1000" PMSVR="${type}">${value}</Attribute>`;
const object = (type: string, inside: string): string => `<DataObject ObjectType="${type}">${inside}</DataObject>`;
const list = (name: string, ...objects: string[]): string => attribute(name, `<Array>${objects.join('')}</Array>`, 'IDataObjectArray');

/** The XML that Philips' export writes, as far as anybody reads it, with the operator and numbers that nobody may. */
function describe({ grids, spacingMm = 0.000247746, label, macro }: PhilipsSpec): string {
  const spacing = (level: number): string => attribute('DICOM_PIXEL_SPACING', `&quot;${spacingMm * 2 ** level}&quot; &quot;${spacingMm * 2 ** level}&quot;`, 'IDoubleArray');
  const representation = (_: unknown, level: number): string => object('PixelDataRepresentation', spacing(level) + attribute('PIIM_PIXEL_DATA_REPRESENTATION_NUMBER', String(level), 'IUInt16'));
  const slide = attribute('PIM_DP_IMAGE_TYPE', 'WSI') + spacing(0) + list('PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE', ...grids.map(representation));
  const picture = (type: string, data: Buffer): string => object('DPScannedImage', attribute('PIM_DP_IMAGE_TYPE', type) + attribute('PIM_DP_IMAGE_DATA', data.toString('base64')));
  const images = [...(macro ? [picture('MACROIMAGE', macro)] : []), object('DPScannedImage', slide), ...(label ? [picture('LABELIMAGE', label)] : [])];
  const inside =
    attribute('DICOM_ACQUISITION_DATETIME', '20130314112334.000000') +
    attribute('DICOM_DEVICE_SERIAL_NUMBER', 'FMT0107') +
    attribute('DICOM_MANUFACTURER', 'PHILIPS') +
    attribute('DICOM_MANUFACTURERS_MODEL_NAME', 'UFS Scanner') +
    attribute('DICOM_SOFTWARE_VERSIONS', '&quot;1.6.5505&quot; &quot;20111209_R44&quot;', 'IStringArray') +
    attribute('PIM_DP_SCANNER_OPERATOR_ID', 'Operator 7') +
    attribute('PIM_DP_UFS_BARCODE', 'MTIzNDU=') +
    list('PIM_DP_SCANNED_IMAGES', ...images);
  return `<?xml version="1.0" encoding="UTF-8" ?>${object('DPUfsImport', inside)}`;
}

/** A Philips TIFF, written by hand: every level padded to whole tiles that it calls image. */
export function philipsTiff(spec: PhilipsSpec): Buffer {
  const { littleEndian = true, big = true, tilePx, grids, tileAt, samples = 3, fields = [] } = spec;
  const directories = grids.map(([columns, rows], level): DirectorySpec => {
    const tiles = Array.from({ length: columns * rows }, (_, i) => tileAt(level, i % columns, Math.floor(i / columns)));
    return tiledDirectory({
      widthPx: columns * tilePx, heightPx: rows * tilePx, tilePx, tiles, compression: 7, samples, photometric: samples === 3 ? 6 : 1,
      description: level === 0 ? (spec.description ?? describe(spec)) : `level=${level} mag=40 quality=80`,
      fields: [...(level === 0 ? [text(305, 'Philips DP v1.0')] : [long(254, 1)]), ...fields],
    });
  });
  return TiffFactory.write({ littleEndian, big, directories });
}
