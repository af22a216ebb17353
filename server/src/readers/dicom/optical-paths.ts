import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { DicomElement } from './walk-elements.js';

/** Light of one kind through the slide (PS3.3 C.8.12.5). */
export interface OpticalPath {
  readonly id: string;
  /** Empty where the file does not say. */
  readonly description: string;
  readonly objectivePower: number | undefined;
  /** Nanometres of the light that is seen. */
  readonly emissionNm: number | undefined;
  readonly isFluorescence: boolean;
  readonly colourProfile: DicomElement | undefined;
}

/** "Epifluorescence illumination" of context group 8123. */
const EPIFLUORESCENCE = '111743';
/** What a dye sends out lies about so far above what excites it (DAPI more, others less). */
const STOKES_SHIFT_NM = 30;
const LEAST_NM = 200;

/** As they come in the file, at least one. */
export function readOpticalPaths(dataSet: DicomDataSet): readonly OpticalPath[] {
  const characterSet = dataSet.characterSet;
  const paths = dataSet.items(Tag.OpticalPathSequence).map((item) => ({
    id: item.code(Tag.OpticalPathIdentifier),
    description: item.text(Tag.OpticalPathDescription, characterSet),
    objectivePower: item.decimals(Tag.ObjectiveLensPower)[0],
    emissionNm: emissionOf(item),
    isFluorescence: item.items(Tag.IlluminationTypeCodeSequence).some((type) => type.code(Tag.CodeValue) === EPIFLUORESCENCE),
    colourProfile: item.place(Tag.IccProfile),
  }));
  return paths.length > 0 ? paths : [{ id: '', description: '', objectivePower: undefined, emissionNm: undefined, isFluorescence: false, colourProfile: undefined }];
}

function emissionOf(item: DicomDataSet): number | undefined {
  const [seen, exciting] = [item.integer(Tag.ImagePathFilterPassThroughWavelength) ?? 0, item.float(Tag.IlluminationWaveLength) ?? 0];
  if (seen >= LEAST_NM) return seen;
  return exciting >= LEAST_NM ? exciting + STOKES_SHIFT_NM : undefined;
}
