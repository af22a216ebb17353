import { ByteWindow, type DicomElement, readDicomMeta, scanDicomItems, SlideFile, SlideFileError, transferSyntaxOf, walkDicomElements } from '../../readers/index.js';

const VL_WHOLE_SLIDE = '1.2.840.10008.5.1.4.1.1.77.1.6';
const PIXEL_DATA = 0x7fe0_0010;
const MOST_FRAGMENTS = 8_000_000;
const ITEM_HEADER_BYTES = 8;

const WANTED = { sopClass: 0x0008_0016, sopInstance: 0x0008_0018, imageType: 0x0008_0008, burnedIn: 0x0028_0301, labelInImage: 0x0048_0010, method: 0x0012_0063 } as const;

/** A file of the slide as far as it decides what becomes of it. */
export interface Instance {
  readonly sopInstanceUid: string;
  /** A level of the slide; all else, label and overview first of all, goes. */
  readonly isVolume: boolean;
  /** (0012,0063), the same where this cleaning has been here before. */
  readonly method: string;
  readonly isImplicit: boolean;
  readonly dataSetAt: number;
  readonly pixelsAt: number;
  readonly pixelsEndAt: number;
}

/**
 * @returns `undefined` for a file that is no DICOM image
 * @throws SlideFileError `slide.cannot-deidentify` where the pixels themselves are said to show the patient
 */
export async function readInstance(path: string): Promise<Instance | undefined> {
  const file = await SlideFile.open(path);
  try {
    if ((await file.read(0, Math.min(132, file.sizeBytes))).toString('latin1', 128) !== 'DICM') return undefined;
    return await readOpen(file);
  } finally {
    await file.close();
  }
}

async function readOpen(file: SlideFile): Promise<Instance | undefined> {
  const window = new ByteWindow(file);
  const { transferSyntaxUid, dataSetAt } = await readDicomMeta(window);
  const values = new Map<number, string>();
  let pixels: DicomElement | undefined;
  const tags: readonly number[] = Object.values(WANTED);
  const isDirectory = transferSyntaxUid === '';
  if (isDirectory) return undefined;
  const { isImplicit } = transferSyntaxOf(transferSyntaxUid);
  await walkDicomElements(window, { from: dataSetAt, to: file.sizeBytes, isImplicit }, {
    meet: (element) => {
      if (element.tag === PIXEL_DATA && element.depth === 0) pixels = element;
      if (element.tag >= PIXEL_DATA && element.depth === 0) return 'stop';
      return element.depth === 0 && tags.includes(element.tag) ? 'read' : 'skip';
    },
    read: ({ tag }, value) => values.set(tag, value.toString('latin1').replace(/[\0 ]+$/, '')),
  });
  const value = (tag: number): string => values.get(tag) ?? '';
  if (!pixels || value(WANTED.sopClass) !== VL_WHOLE_SLIDE) return undefined;
  const isVolume = (value(WANTED.imageType).split('\\')[2] ?? 'VOLUME') === 'VOLUME';
  if (isVolume && (value(WANTED.burnedIn) === 'YES' || value(WANTED.labelInImage) === 'YES')) {
    throw new SlideFileError('slide.cannot-deidentify', 'the image itself is said to show the label or other writing');
  }
  const pixelsEndAt = pixels.lengthBytes === undefined
    ? (await scanDicomItems(file, pixels.valueAt, MOST_FRAGMENTS)).endAt + ITEM_HEADER_BYTES
    : pixels.valueAt + pixels.lengthBytes;
  return { sopInstanceUid: value(WANTED.sopInstance), isVolume, method: value(WANTED.method), isImplicit, dataSetAt, pixelsAt: pixels.at, pixelsEndAt };
}
