import { bytes, dicomFile, type ElementSpec, encapsulated, fl, type ItemSpec, offsetsOf, ov, sequence, sl, text, ul, us } from './dicom-factory.js';

export const VL_WSM = '1.2.840.10008.5.1.4.1.1.77.1.6';
export const Syntax = {
  Implicit: '1.2.840.10008.1.2', Explicit: '1.2.840.10008.1.2.1', Jpeg: '1.2.840.10008.1.2.4.50', JpegLs: '1.2.840.10008.1.2.4.80',
  Jpeg2000: '1.2.840.10008.1.2.4.90', Rle: '1.2.840.10008.1.2.5', Deflated: '1.2.840.10008.1.2.1.99', BigEndian: '1.2.840.10008.1.2.2', Htj2k: '1.2.840.10008.1.2.4.201',
} as const;

export interface FramePlace {
  readonly x: number;
  readonly y: number;
  readonly z?: number;
  readonly path?: string;
}

export interface PathSpec {
  readonly id: string;
  readonly description?: string;
  readonly wavelengthNm?: number;
  readonly power?: number;
  readonly isFluorescence?: boolean;
  readonly profile?: Buffer;
}

export interface WsmSpec {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly tilePx: number;
  /** One buffer a frame, or its fragments. */
  readonly frames: readonly (Buffer | readonly Buffer[])[];
  readonly syntax?: string;
  readonly table?: 'empty' | 'basic' | 'extended';
  readonly imageType?: string;
  /** RGB where not said. */
  readonly photometric?: string;
  readonly samples?: number;
  readonly bits?: number;
  readonly bitsStored?: number;
  readonly planar?: number;
  /** Makes it TILED_SPARSE: counted from 0 here, from 1 in the file. */
  readonly places?: readonly FramePlace[];
  readonly planes?: number;
  readonly paths?: readonly PathSpec[];
  /** Millimetres along x and y. */
  readonly spacing?: readonly [x: number, y: number];
  readonly series?: string;
  readonly container?: string;
  readonly concatenation?: { readonly number: number; readonly offset: number; readonly total?: number };
  readonly undefinedLengths?: boolean;
  /** Replaces an element of the same tag. */
  readonly elements?: readonly ElementSpec[];
}

/** A VL Whole Slide Microscopy instance as scanners write it. */
export function wsmFile(spec: WsmSpec): Buffer {
  const { syntax = Syntax.Explicit, frames, samples = 3, bits = 8, elements = [], paths = [{ id: '1' }], undefinedLengths = false } = spec;
  const isNative = syntax === Syntax.Explicit || syntax === Syntax.Implicit;
  const usual = [
    text(0x0008_0008, 'CS', spec.imageType ?? 'ORIGINAL\\PRIMARY\\VOLUME\\NONE'),
    text(0x0008_0016, 'UI', VL_WSM),
    text(0x0020_000d, 'UI', '1.2.3'),
    text(0x0020_000e, 'UI', spec.series ?? '1.2.3.1'),
    text(0x0020_9311, 'CS', spec.places ? 'TILED_SPARSE' : 'TILED_FULL'),
    us(0x0028_0002, samples),
    text(0x0028_0004, 'CS', spec.photometric ?? (samples === 1 ? 'MONOCHROME2' : 'RGB')),
    us(0x0028_0006, spec.planar ?? 0),
    text(0x0028_0008, 'IS', `${frames.length}`),
    us(0x0028_0010, spec.tilePx),
    us(0x0028_0011, spec.tilePx),
    us(0x0028_0100, bits),
    us(0x0028_0101, spec.bitsStored ?? bits),
    us(0x0028_0102, (spec.bitsStored ?? bits) - 1),
    us(0x0028_0103, 0),
    ul(0x0048_0006, spec.widthPx),
    ul(0x0048_0007, spec.heightPx),
    sequence(0x0048_0105, paths.map(pathItem), undefinedLengths),
    ...(spec.container === undefined ? [] : [text(0x0040_0512, 'LO', spec.container)]),
    ...(spec.planes === undefined ? [] : [ul(0x0048_0303, spec.planes)]),
    ...concatenationOf(spec),
    sequence(0x5200_9229, [[sequence(0x0028_9110, [spec.spacing ? [text(0x0028_0030, 'DS', `${spec.spacing[1]}\\${spec.spacing[0]}`)] : []], undefinedLengths)]], undefinedLengths),
    ...(spec.places ? [sequence(0x5200_9230, spec.places.map(placeItem), undefinedLengths)] : []),
    ...(isNative ? [bytes(0x7fe0_0010, bits === 8 ? 'OB' : 'OW', Buffer.concat(frames.flat()))] : packed(spec)),
  ];
  const own = new Set(elements.map(({ tag }) => tag));
  return dicomFile({ transferSyntax: syntax, sopClass: VL_WSM, elements: [...usual.filter(({ tag }) => !own.has(tag)), ...elements], isImplicit: syntax === Syntax.Implicit });
}

function packed({ frames, table = 'empty' }: WsmSpec): ElementSpec[] {
  const fragments = frames.map((frame) => (Buffer.isBuffer(frame) ? [frame] : frame));
  const offsets = offsetsOf(fragments);
  const pixels: ElementSpec = { tag: 0x7fe0_0010, vr: 'OB', value: encapsulated(fragments, table === 'basic' ? offsets : []), undefinedLength: true };
  if (table !== 'extended') return [pixels];
  return [ov(0x7fe0_0001, ...offsets), ov(0x7fe0_0002, ...fragments.map((pieces) => pieces.reduce((sum, piece) => sum + piece.length, 0))), pixels];
}

function concatenationOf({ concatenation }: WsmSpec): ElementSpec[] {
  if (!concatenation) return [];
  const { number, offset, total } = concatenation;
  return [text(0x0020_9161, 'UI', '1.2.3.9'), us(0x0020_9162, number), ul(0x0020_9228, offset), ...(total === undefined ? [] : [us(0x0020_9163, total)])];
}

const pathItem = ({ id, description, wavelengthNm, power, isFluorescence, profile }: PathSpec): ItemSpec => [
  text(0x0048_0106, 'SH', id),
  ...(description === undefined ? [] : [text(0x0048_0107, 'ST', description)]),
  ...(wavelengthNm === undefined ? [] : [fl(0x0022_0055, wavelengthNm)]),
  ...(power === undefined ? [] : [text(0x0048_0112, 'DS', `${power}`)]),
  ...(isFluorescence ? [sequence(0x0022_0016, [[text(0x0008_0100, 'SH', '111743')]])] : []),
  ...(profile ? [bytes(0x0028_2000, 'OB', profile)] : []),
];

const placeItem = ({ x, y, z, path }: FramePlace): ItemSpec => [
  sequence(0x0020_9111, [[us(0x0020_9057, 1)]]),
  sequence(0x0048_021a, [[...(z === undefined ? [] : [text(0x0040_074a, 'DS', `${z}`)]), sl(0x0048_021e, x + 1), sl(0x0048_021f, y + 1)]]),
  ...(path === undefined ? [] : [sequence(0x0048_0207, [[text(0x0048_0106, 'SH', path)]])]),
];
