/**
 * What becomes of a data element, by PS3.15 Table E.1-1 (Basic Application Level Confidentiality Profile) turned round: the table names what
 * must go, here is named what may stay, and all else goes. New and private attributes so are never forgotten.
 *
 * `keep` as it is; `uid` replaced by another, the same in all files (U); `empty` of zero length (Z); `dummy` a value that says nothing (D)
 */
export type Action = 'keep' | 'uid' | 'empty' | 'dummy';

const entries = (action: Action, tags: readonly number[]): (readonly [number, Action])[] => tags.map((tag) => [tag, action]);

/** What a reader needs to show the image, and what PS3.3 A.32.8 (VL Whole Slide Microscopy) asks for with a value. */
const KEEP: readonly number[] = [
  0x0008_0005, 0x0008_0008, 0x0008_0016, 0x0008_0060, 0x0008_0070, 0x0008_1090, // character set, image type, SOP class, modality, manufacturer, model
  0x0008_0100, 0x0008_0102, 0x0008_0103, 0x0008_0104, // of codes, within sequences that stay
  0x0008_9205, 0x0008_9206, 0x0008_9207,
  0x0018_0050, 0x0018_0088, 0x0018_1020, 0x0018_9004, // thickness, spacing, software, content qualification
  0x0020_0011, 0x0020_0013, 0x0020_9157, 0x0020_9162, 0x0020_9163, 0x0020_9165, 0x0020_9167, 0x0020_9228, 0x0020_9311, // numbers, dimensions, concatenation
  0x0022_0001, 0x0022_0002, 0x0022_0003, 0x0022_0004, 0x0022_0055, // wavelengths
  0x0028_0002, 0x0028_0004, 0x0028_0006, 0x0028_0008, 0x0028_0009, 0x0028_0010, 0x0028_0011, 0x0028_0030, 0x0028_0034,
  0x0028_0100, 0x0028_0101, 0x0028_0102, 0x0028_0103, 0x0028_0106, 0x0028_0107, 0x0028_0301,
  0x0028_1050, 0x0028_1051, 0x0028_1052, 0x0028_1053, 0x0028_1054, 0x0028_1056, 0x0028_1101, 0x0028_1102, 0x0028_1103, 0x0028_1201, 0x0028_1202, 0x0028_1203,
  0x0028_1221, 0x0028_1222, 0x0028_1223, 0x0028_1401, 0x0028_2000, 0x0028_2002, 0x0028_2110, 0x0028_2112, 0x0028_2114, 0x0028_6010,
  0x0040_072a, 0x0040_073a, 0x0040_074a, // offsets on the slide
  0x0048_0001, 0x0048_0002, 0x0048_0003, 0x0048_0006, 0x0048_0007, 0x0048_0010, 0x0048_0011, 0x0048_0012, 0x0048_0013, 0x0048_0014, 0x0048_0015, 0x0048_0102,
  0x0048_0106, 0x0048_0111, 0x0048_0112, 0x0048_0113, 0x0048_021e, 0x0048_021f, 0x0048_0301, 0x0048_0302, 0x0048_0303, 0x0048_0304,
  0x2050_0020,
  0x7fe0_0001, 0x7fe0_0002, 0x7fe0_0003, // extended offset table
];

/** Those of `KEEP` and their content that are sequences. */
const KEEP_SEQUENCES: readonly number[] = [
  0x0020_9111, 0x0020_9221, 0x0020_9222, // frame content, dimensions
  0x0022_0016, 0x0022_0017, 0x0022_0018, 0x0022_0019, 0x0022_001a, // illumination, filters, lenses, channel
  0x0028_9110, 0x0028_9132, 0x0028_9145, // pixel measures, VOI LUT, pixel value transformation
  0x0040_0710, // whole slide microscopy image frame type
  0x0048_0008, 0x0048_0105, 0x0048_0108, 0x0048_0120, 0x0048_0207, 0x0048_021a, // matrix origin, optical paths, plane positions
  0x5200_9229, 0x5200_9230,
];

const UIDS: readonly number[] = [
  0x0008_0018, 0x0008_0019, 0x0020_000d, 0x0020_000e, 0x0020_0052, 0x0020_0242, 0x0020_9161, 0x0020_9164, 0x0028_1199, 0x0040_0554,
];

/** Type 2: they must be there and may say nothing. Accession, referrer, patient, study id, dates, position, acquisition context, specimens' issuers and steps. */
const EMPTY: readonly number[] = [
  0x0008_0020, 0x0008_0030, 0x0008_0050, 0x0008_0090, 0x0010_0010, 0x0010_0020, 0x0010_0030, 0x0010_0040, 0x0020_0010, 0x0020_1040,
  0x0040_0513, 0x0040_0518, 0x0040_0555, 0x0040_0562, 0x0040_0610,
];

/** Type 1: they must have a value. */
const DUMMY: readonly number[] = [0x0008_0023, 0x0008_0033, 0x0008_002a, 0x0018_1000, 0x0040_0512, 0x0040_0551];

/** Specimen description: type 1 with one item, of an identifier and a UID that are replaced. */
const SPECIMENS = 0x0040_0560;

export const SEQUENCES: ReadonlySet<number> = new Set([...KEEP_SEQUENCES, SPECIMENS, 0x0040_0513, 0x0040_0518, 0x0040_0555, 0x0040_0562, 0x0040_0610]);

export const ACTIONS: ReadonlyMap<number, Action> = new Map([
  ...entries('keep', [...KEEP, ...KEEP_SEQUENCES, SPECIMENS]), ...entries('uid', UIDS), ...entries('empty', EMPTY), ...entries('dummy', DUMMY),
]);
