import type { SlideOrigin } from '@parfocal/shared/api';
import type { ChannelSaid } from '../channel-facts.js';
import { cleanText } from '../clean-text.js';
import { believableMpp, believablePower, type PhysicalSize } from './physical-size.js';
import { scanTime } from '../scan-time.js';
import { known, ORIGIN_CHARACTERS } from './tag-origin.js';
import { parseXml, type XmlElement } from './xml-tree.js';

/** One image of an OME-XML block (OME-TIFF 6.0, schema 2016-06). */
export interface OmeImage {
  readonly name: string;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly sizeZ: number;
  /** Counts samples: an RGB image has three. */
  readonly sizeC: number;
  readonly sizeT: number;
  /** Which of Z, C and T changes first from directory to directory, such as `ZCT`. */
  readonly order: string;
  readonly significantBits?: number;
  readonly size: PhysicalSize;
  readonly zSpacingUm?: number;
  readonly origin: SlideOrigin;
  readonly channels: readonly OmeChannel[];
  readonly tiffData: readonly OmeTiffData[];
}

export interface OmeChannel extends ChannelSaid {
  /** A fluorophore, an emission or such a contrast is named: light that was measured, and no photograph. */
  readonly isFluorescent: boolean;
}

/** Which directories hold which planes. */
export interface OmeTiffData {
  readonly ifd?: number;
  readonly firstZ: number;
  readonly firstC: number;
  readonly firstT: number;
  readonly planeCount?: number;
  /** Of the file that has them, where it is named. */
  readonly uuid?: string;
  readonly fileName?: string;
}

export interface OmeDescription {
  readonly uuid?: string;
  /** The block only names another file that has the description. */
  readonly isElsewhere: boolean;
  readonly images: readonly OmeImage[];
}

/** Looked through for every image, so there must not be many; likewise the objectives of each. */
const MOST_INSTRUMENTS = 16;

/** The namespace may have a prefix, and a comment may precede the element. */
export const isOme = (description: string): boolean => /<(?:\w{1,32}:)?OME[\s>]/.test(description.slice(0, 4096));

/** @throws SlideFileError `slide.too-large` past any real description */
export function parseOme(description: string): OmeDescription {
  const root = parseXml(description).child('OME');
  if (!root) return { isElsewhere: false, images: [] };
  const instruments = root.childrenNamed('Instrument').slice(0, MOST_INSTRUMENTS);
  return {
    uuid: root.attribute('UUID'),
    isElsewhere: root.child('BinaryOnly') !== undefined,
    images: root.childrenNamed('Image').flatMap((image) => imageOf(instruments, image) ?? []),
  };
}

function imageOf(instruments: readonly XmlElement[], image: XmlElement): OmeImage | undefined {
  const pixels = image.child('Pixels');
  const [widthPx, heightPx] = [pixels && count(pixels, 'SizeX'), pixels && count(pixels, 'SizeY')];
  if (!pixels || !widthPx || !heightPx) return undefined;
  const zSpacingUm = microns(pixels, 'PhysicalSizeZ');
  return {
    name: image.attribute('Name') ?? '',
    widthPx,
    heightPx,
    sizeZ: count(pixels, 'SizeZ') ?? 1,
    sizeC: count(pixels, 'SizeC') ?? 1,
    sizeT: count(pixels, 'SizeT') ?? 1,
    order: /^XY([ZCT]{3})$/.exec(pixels.attribute('DimensionOrder') ?? '')?.[1] ?? 'ZCT',
    significantBits: count(pixels, 'SignificantBits'),
    size: { ...believableMpp(microns(pixels, 'PhysicalSizeX'), microns(pixels, 'PhysicalSizeY')), ...objectiveOf(instruments, image) },
    ...(zSpacingUm !== undefined && zSpacingUm > 0 && zSpacingUm < 1000 && { zSpacingUm }),
    origin: originOf(instruments, image),
    channels: pixels.childrenNamed('Channel').map(channelOf),
    tiffData: pixels.childrenNamed('TiffData').map(tiffDataOf),
  };
}

function channelOf(channel: XmlElement): OmeChannel {
  const emissionNm = lengthOf(channel, 'EmissionWavelength', 'nm', 1000);
  const fluor = channel.attribute('Fluor');
  const ways = ['ContrastMethod', 'IlluminationType', 'AcquisitionMode'].map((name) => channel.attribute(name) ?? '');
  const isFluorescent = emissionNm !== undefined || !!fluor || ways.some((way) => /fluor|confocal|photon/i.test(way));
  return { name: channel.attribute('Name'), fluor, emissionNm, rgba: whole(channel, 'Color'), isFluorescent };
}

function tiffDataOf(data: XmlElement): OmeTiffData {
  const uuid = data.child('UUID');
  const first = (name: string): number => whole(data, name) ?? 0;
  return {
    ifd: whole(data, 'IFD'), firstZ: first('FirstZ'), firstC: first('FirstC'), firstT: first('FirstT'), planeCount: whole(data, 'PlaneCount'),
    uuid: uuid?.text, fileName: uuid?.attribute('FileName'),
  };
}

/** Serial numbers, lot numbers and experimenters stand beside these, and are not read. */
function originOf(instruments: readonly XmlElement[], image: XmlElement): SlideOrigin {
  const instrument = referred(instruments, image.child('InstrumentRef'));
  const microscope = instrument?.child('Microscope');
  const line = (name: string): string | undefined => cleanText(microscope?.attribute(name), ORIGIN_CHARACTERS);
  const date = (image.child('AcquisitionDate') ?? image.child('AcquiredDate'))?.text ?? '';
  const [, year, month, day, ...time] = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d))?/.exec(date) ?? [];
  const [hour, minute, second] = time;
  return known({
    manufacturer: line('Manufacturer'),
    model: line('Model'),
    scannedAt: year && month && day ? scanTime(year, month, day, hour && minute && second ? [hour, minute, second] : undefined) : undefined,
  });
}

function objectiveOf(instruments: readonly XmlElement[], image: XmlElement): PhysicalSize {
  const objectives = instruments.flatMap((instrument) => instrument.childrenNamed('Objective').slice(0, MOST_INSTRUMENTS));
  const power = referred(objectives, image.child('ObjectiveSettings') ?? image.child('ObjectiveRef'))?.attribute('NominalMagnification');
  return power === undefined ? {} : believablePower(Number(power));
}

/** The element that is referred to; the first where nothing refers. */
function referred(elements: readonly XmlElement[], reference: XmlElement | undefined): XmlElement | undefined {
  const id = reference?.attribute('ID');
  return id === undefined ? elements[0] : elements.find((element) => element.attribute('ID') === id);
}

function whole(element: XmlElement, name: string): number | undefined {
  const text = element.attribute(name);
  const value = Number(text);
  return text?.trim() && Number.isSafeInteger(value) ? value : undefined;
}

function count(element: XmlElement, name: string): number | undefined {
  const value = whole(element, name);
  return value !== undefined && value > 0 ? value : undefined;
}

const MICRONS_PER: Readonly<Record<string, number>> = { 'µm': 1, 'μm': 1, um: 1, nm: 1e-3, 'Å': 1e-4, mm: 1e3, cm: 1e4, m: 1e6, in: 25_400 };

const microns = (element: XmlElement, name: string): number | undefined => lengthOf(element, name, 'µm', 1);

/** A length with its unit, which the schema lets be left out. */
function lengthOf(element: XmlElement, name: string, usualUnit: string, perMicron: number): number | undefined {
  const text = element.attribute(name);
  const factor = MICRONS_PER[element.attribute(`${name}Unit`) ?? usualUnit];
  const value = Number(text) * (factor ?? NaN) * perMicron;
  return text?.trim() && Number.isFinite(value) ? value : undefined;
}
