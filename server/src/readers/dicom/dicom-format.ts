import { SlideFileError } from '../slide-file-error.js';
import type { SlideFile } from '../slide-file.js';
import type { Opening, SlideFormat, SlideReader } from '../slide-reader.js';
import { ByteWindow } from './byte-window.js';
import { chooseSeries } from './choose-series.js';
import { type DicomInstance, flavourOf, readInstance } from './dicom-instance.js';
import { DicomLimit } from './dicom-limits.js';
import { DicomSlideReader } from './dicom-slide-reader.js';
import { Tag } from './dicom-tags.js';
import { isDicomFile, readFileMeta } from './file-meta.js';
import { OpenFiles } from './open-files.js';
import { readHead } from './read-head.js';

const VL_WHOLE_SLIDE_MICROSCOPY = '1.2.840.10008.5.1.4.1.1.77.1.6';
const HEAD_BYTES = 132;

/** DICOM whole-slide images: one file, or the files of a series in a folder. */
export const dicomFormat: SlideFormat = { name: 'dicom', probe: (head) => isDicomFile(head), open };

async function open(opening: Opening): Promise<SlideReader> {
  const files = new OpenFiles(opening);
  try {
    const instances: DicomInstance[] = [];
    const names = opening.files.names;
    if (names.length > DicomLimit.files) throw new SlideFileError('slide.too-large', `more than ${DicomLimit.files} files beside a DICOM file`);
    for (const name of names) {
      const instance = await files.use(name, (file) => readSlideInstance(name, file));
      if (instance) instances.push(instance);
    }
    if (instances.length === 0) throw new SlideFileError('slide.not-a-slide', 'a DICOM file that is no slide (no VL Whole Slide Microscopy Image)');
    return await DicomSlideReader.open(files, chooseSeries(instances));
  } catch (error) {
    await files.closeOthers();
    throw error;
  }
}

/** `undefined` for what lies beside a slide: a directory, annotations, a readme. A file of the slide that is damaged is not passed over. */
async function readSlideInstance(name: string, file: SlideFile): Promise<DicomInstance | undefined> {
  if (!isDicomFile(await file.read(0, Math.min(HEAD_BYTES, file.sizeBytes)))) return undefined;
  const window = new ByteWindow(file);
  const meta = await readFileMeta(window);
  if (meta.sopClassUid !== '' && meta.sopClassUid !== VL_WHOLE_SLIDE_MICROSCOPY) return undefined;
  const head = await readHead(window, meta);
  if (head.dataSet.code(Tag.SopClassUid) !== VL_WHOLE_SLIDE_MICROSCOPY) return undefined;
  try {
    return readInstance(name, file.sizeBytes, head);
  } catch (error) {
    // A label in colours that cannot be shown is no reason to refuse the slide.
    if (flavourOf(head.dataSet) !== 'volume' && error instanceof SlideFileError && error.code === 'slide.pixels-unsupported') return undefined;
    throw error;
  }
}
