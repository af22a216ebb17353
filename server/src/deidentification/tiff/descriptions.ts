import { type OmeImage, parseOme, parsePhilipsDescription, type PhilipsDescription } from '../../readers/index.js';

/** A description with nothing in it but what a reader needs: a size, a scale, an objective. Made anew from numbers; no text is carried over. */

const NUMBER = /^-?\d{1,12}(\.\d{1,12})?$/;

/** Keys of Aperio's description with a number that matters. */
const APERIO_KEYS: readonly string[] = ['AppMag', 'MPP', 'OriginalWidth', 'OriginalHeight'];

/** `Aperio` has to come first for any reader to know the file; the version of the software may follow. */
export function aperioDescription(description: string): string {
  const version = /^Aperio Image Library v\d{1,3}(\.\d{1,4}){0,3}/.exec(description)?.[0] ?? 'Aperio';
  const said = new Map<string, string>();
  for (const part of description.split('|')) {
    const [key = '', value = ''] = part.split('=', 2).map((text) => text.trim());
    if (APERIO_KEYS.includes(key) && NUMBER.test(value)) said.set(key, value);
  }
  return [`${version} \r\n`, ...APERIO_KEYS.flatMap((key) => (said.has(key) ? [`${key} = ${said.get(key)}`] : []))].join('|');
}

/** Levels are placed by their pixel spacings, so those stay. */
export function philipsDescription(description: string): string {
  const said = parsePhilipsDescription(description);
  if (!said) return '';
  return [
    '<?xml version="1.0" encoding="UTF-8" ?><DataObject ObjectType="DPUfsImport">',
    attribute('PIM_DP_SCANNED_IMAGES', '0x301D', '0x1003', 'IDataObjectArray', `<Array>${scannedImage(said)}</Array>`),
    '</DataObject>',
  ].join('');
}

function scannedImage({ size: { mppX, mppY }, spacings }: PhilipsDescription): string {
  const spacing = (x: number, y: number): string => attribute('DICOM_PIXEL_SPACING', '0x0028', '0x0030', 'IDoubleArray', `&quot;${y / 1000}&quot; &quot;${x / 1000}&quot;`);
  const levels = spacings.map(({ x, y }, level) =>
    `<DataObject ObjectType="PixelDataRepresentation">${spacing(x, y)}${attribute('PIIM_PIXEL_DATA_REPRESENTATION_NUMBER', '0x1001', '0x8B02', 'IUInt16', String(level))}</DataObject>`);
  return [
    '<DataObject ObjectType="DPScannedImage">',
    attribute('PIM_DP_IMAGE_TYPE', '0x301D', '0x1004', 'IString', 'WSI'),
    mppX === undefined || mppY === undefined ? '' : spacing(mppX, mppY),
    attribute('PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE', '0x1001', '0x8B01', 'IDataObjectArray', `<Array>${levels.join('')}</Array>`),
    '</DataObject>',
  ].join('');
}

const attribute = (name: string, group: string, element: string, type: string, value: string): string =>
  `<Attribute Name="${name}" Group="${group}" Element="${element}" PMSVR="${type}">${value}</Attribute>`;

/** Fluorophores and stains are no names of people; any other name of a channel is not carried over. */
const FLUOROPHORE =
  /^(dapi|hoechst( ?\d{5})?|fitc|tritc|rhodamine|texas ?red|[em]?gfp|[er]?yfp|[em]?cfp|rfp|mcherry|td-?tomato|cy ?\d(\.5)?|alexa( ?fluor)? ?\d{3}|opal ?\d{3}|spectrum ?(orange|green|aqua|gold|red)|autofluorescence|af|brightfield|tl|h&e)$/i;

export interface OmePlaneCount {
  readonly samplesPerPixel: number;
  /** `uint8` and the like. */
  readonly type: string;
  /** Directories that hold planes, in the chain, z first or channels first as `order` has it. */
  readonly ifds: readonly { readonly ifd: number; readonly z: number; readonly channel: number }[];
}

/** OME-XML of one image with its planes where they lie now. The image's own order of dimensions is kept. */
export function omeDescription(description: string, planes: OmePlaneCount): string {
  const { images } = parseOme(description);
  const image = slideImageOf(images);
  return image ? omeOf(image, planes) : '<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"></OME>';
}

/** As the reader chooses it: the largest that is no picture beside the slide. */
function slideImageOf(images: readonly OmeImage[]): OmeImage | undefined {
  const isBeside = ({ name }: OmeImage): boolean => /^\s*(label|macro|overview|thumbnail)(\s+image)?\s*$/i.test(name);
  return images.filter((image) => !isBeside(image)).sort((a, b) => b.widthPx * b.heightPx - a.widthPx * a.heightPx)[0];
}

function omeOf(image: OmeImage, { samplesPerPixel, type, ifds }: OmePlaneCount): string {
  const { mppX, mppY, objectivePower } = image.size;
  const length = (name: string, value: number | undefined, unit: string): string => (value === undefined ? '' : ` ${name}="${value}" ${name}Unit="${unit}"`);
  const significant = image.significantBits === undefined ? '' : ` SignificantBits="${image.significantBits}"`;
  const channels = image.sizeC % samplesPerPixel === 0 ? image.sizeC / samplesPerPixel : image.sizeC;
  return [
    '<?xml version="1.0" encoding="UTF-8"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">',
    objectivePower === undefined ? '' : `<Instrument ID="Instrument:0"><Objective ID="Objective:0" NominalMagnification="${objectivePower}"/></Instrument>`,
    '<Image ID="Image:0">',
    objectivePower === undefined ? '' : '<InstrumentRef ID="Instrument:0"/><ObjectiveSettings ID="Objective:0"/>',
    `<Pixels ID="Pixels:0" DimensionOrder="XY${image.order}" Type="${type}"${significant} SizeX="${image.widthPx}" SizeY="${image.heightPx}"`,
    ` SizeC="${image.sizeC}" SizeZ="${image.sizeZ}" SizeT="1"`,
    length('PhysicalSizeX', mppX, 'um'), length('PhysicalSizeY', mppY, 'um'), length('PhysicalSizeZ', image.zSpacingUm, 'um'), '>',
    ...Array.from({ length: channels }, (_, i) => channelOf(image, i, samplesPerPixel)),
    ...ifds.map(({ ifd, z, channel }) => `<TiffData IFD="${ifd}" FirstZ="${z}" FirstC="${channel}" FirstT="0" PlaneCount="1"/>`),
    '</Pixels></Image></OME>',
  ].join('');
}

function channelOf({ channels }: OmeImage, index: number, samplesPerPixel: number): string {
  const said = channels[index];
  const named = (name: string, text: string | undefined): string => (text !== undefined && FLUOROPHORE.test(text.trim()) ? ` ${name}="${text.trim().replace('&', '&amp;')}"` : '');
  const emission = said?.emissionNm === undefined ? '' : ` EmissionWavelength="${said.emissionNm}" EmissionWavelengthUnit="nm"`;
  const colour = said?.rgba === undefined ? '' : ` Color="${said.rgba}"`;
  const way = said?.isFluorescent === true && emission === '' ? ' ContrastMethod="Fluorescence"' : '';
  return `<Channel ID="Channel:0:${index}" SamplesPerPixel="${samplesPerPixel}"${named('Name', said?.name)}${named('Fluor', said?.fluor)}${emission}${colour}${way}/>`;
}
