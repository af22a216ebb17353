import type { SlideOrigin } from '@parfocal/shared/api';
import { cleanText } from '../clean-text.js';
import { believableMpp, type PhysicalSize } from './physical-size.js';
import { scanTime } from '../scan-time.js';
import { known, ORIGIN_CHARACTERS } from './tag-origin.js';
import { parseXml, type XmlElement } from './xml-tree.js';

/** Microns between the pixels of a level. */
export interface PixelSpacing {
  readonly x: number;
  readonly y: number;
}

/** What the XML in the first directory of a Philips TIFF says. */
export interface PhilipsDescription {
  readonly size: PhysicalSize;
  readonly origin: SlideOrigin;
  /** Of each level, in the file's order; empty where the XML does not say. */
  readonly spacings: readonly PixelSpacing[];
  /** JPEG pictures in base64, still encoded: they take megabytes. */
  readonly label?: string;
  readonly macro?: string;
}

/**
 * Reads the `DataObject` of type DPUfsImport, whose attributes are named after DICOM's: `PIM_DP_SCANNED_IMAGES` holds the slide
 * (`WSI`), label and macro pictures, the slide its `PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE` with one entry a level.
 *
 * @returns `undefined` for any other text
 */
export function parsePhilipsDescription(description: string): PhilipsDescription | undefined {
  if (!description.slice(0, 4096).includes('DPUfsImport')) return undefined;
  const root = parseXml(description).child('DataObject');
  if (root?.attribute('ObjectType') !== 'DPUfsImport') return undefined;
  const images = objectsIn(root, 'PIM_DP_SCANNED_IMAGES');
  const picture = (type: string): XmlElement | undefined => images.find((image) => value(image, 'PIM_DP_IMAGE_TYPE') === type);
  const slide = picture('WSI');
  const spacings = slide ? objectsIn(slide, 'PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE').flatMap((level) => spacing(value(level, 'DICOM_PIXEL_SPACING')) ?? []) : [];
  const base = (slide && spacing(value(slide, 'DICOM_PIXEL_SPACING'))) ?? spacings[0];
  return {
    size: base ? believableMpp(base.x, base.y) : {},
    origin: origin(root, slide),
    spacings,
    label: data(picture('LABELIMAGE')),
    macro: data(picture('MACROIMAGE')),
  };
}

/** The scanner's serial number, rack and slot, the slide's barcode and the operator stand beside these, and are not read. */
function origin(root: XmlElement, slide: XmlElement | undefined): SlideOrigin {
  const line = (name: string): string | undefined => {
    const text = value(root, name) ?? (slide && value(slide, name));
    return cleanText(text?.replaceAll('"', ' '), ORIGIN_CHARACTERS);
  };
  const [, year, month, day, ...time] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(line('DICOM_ACQUISITION_DATETIME') ?? '') ?? [];
  return known({
    manufacturer: line('DICOM_MANUFACTURER'),
    model: line('DICOM_MANUFACTURERS_MODEL_NAME'),
    // A list of the versions of every part; the first is the scanner's own.
    software: line('DICOM_SOFTWARE_VERSIONS')?.split(' ')[0],
    scannedAt: year && month && day ? scanTime(year, month, day, [time[0]!, time[1]!, time[2]!]) : undefined,
  });
}

const attributeOf = (object: XmlElement, name: string): XmlElement | undefined => object.children.find((child) => child.name === 'Attribute' && child.attribute('Name') === name);
const value = (object: XmlElement, name: string): string | undefined => attributeOf(object, name)?.text;
const objectsIn = (object: XmlElement, name: string): XmlElement[] => attributeOf(object, name)?.child('Array')?.childrenNamed('DataObject') ?? [];

function data(picture: XmlElement | undefined): string | undefined {
  const encoded = picture && attributeOf(picture, 'PIM_DP_IMAGE_DATA')?.rawText;
  return encoded ? encoded : undefined;
}

/** `"0.000247" "0.000247"`: millimetres between rows, then between columns (DICOM PS3.3 §10.7.1.3). */
function spacing(text: string | undefined): PixelSpacing | undefined {
  const [y, x, ...more] = (text ?? '').replaceAll('"', ' ').trim().split(/\s+/).map(Number);
  return x !== undefined && y !== undefined && more.length === 0 && x > 0 && y > 0 && Number.isFinite(x + y) ? { x: x * 1000, y: y * 1000 } : undefined;
}
