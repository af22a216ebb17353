import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import { ByteWindow } from './byte-window.js';
import { Tag } from './dicom-tags.js';
import { isDicomFile, readFileMeta } from './file-meta.js';
import { transferSyntaxOf } from './transfer-syntax.js';
import { type DicomElement, walkElements } from './walk-elements.js';

/** Of one file; sequences of more are not for listing. */
const MOST_ELEMENTS = 100_000;
const HEAD_BYTES = 132;

/**
 * The data elements of a DICOM file in its order, with where each value lies, for those who change values in place: file meta
 * information, then the data set up to and with Pixel Data (7FE0,0010). No value is read.
 *
 * @param depth how many sequences deep; 0 for the top level alone. Elements in sequences follow the sequence. Per-frame
 * functional groups (5200,9230) are not gone into: there is one item a frame.
 * @throws SlideFileError `slide.not-a-slide` for no DICOM file, `slide.compression-unsupported` for one that is deflated or
 * big-endian, `slide.truncated`, `slide.damaged`, `slide.too-large` past 100,000 elements
 */
export async function readElements(file: SlideFile, depth = 0): Promise<DicomElement[]> {
  if (!isDicomFile(await file.read(0, Math.min(HEAD_BYTES, file.sizeBytes)))) throw new SlideFileError('slide.not-a-slide', 'not a DICOM file');
  const window = new ByteWindow(file);
  const elements: DicomElement[] = [];
  const list = (element: DicomElement): void => {
    if (elements.push(element) > MOST_ELEMENTS) throw new SlideFileError('slide.too-large', `more than ${MOST_ELEMENTS} data elements`);
  };
  const { transferSyntaxUid, dataSetAt } = await readFileMeta(window);
  const { isImplicit } = transferSyntaxOf(transferSyntaxUid);
  await walkElements(window, { from: HEAD_BYTES, to: dataSetAt, isImplicit: false }, { meet: (element) => (list(element), 'skip') });
  await walkElements(window, { from: dataSetAt, to: file.sizeBytes, isImplicit }, {
    meet: (element) => {
      list(element);
      if (element.tag === Tag.PixelData && element.depth === 0) return 'stop';
      const goesIn = element.vr === 'SQ' && element.depth < depth && element.tag !== Tag.PerFrameFunctionalGroupsSequence;
      return goesIn ? 'enter' : 'skip';
    },
  });
  return elements;
}
