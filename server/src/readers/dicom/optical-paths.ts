import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';
import type { DicomElement } from './walk-elements.js';

/** Light of one kind through the slide (PS3.3 C.8.12.5). */
export interface OpticalPath {
  readonly id: string;
  /** Empty where the file does not say. */
  readonly description: string;
  readonly objectivePower: number | undefined;
  /** Nanometres of what is seen (emission), else of what lights it. */
  readonly wavelengthNm: number | undefined;
  readonly isFluorescence: boolean;
  readonly colourProfile: DicomElement | undefined;
}

/** "Epifluorescence illumination" of context group 8123. */
const EPIFLUORESCENCE = '111743';

/** As they come in the file, at least one. */
export function readOpticalPaths(dataSet: DicomDataSet): readonly OpticalPath[] {
  const characterSet = dataSet.characterSet;
  const paths = dataSet.items(Tag.OpticalPathSequence).map((item) => ({
    id: item.code(Tag.OpticalPathIdentifier),
    description: item.text(Tag.OpticalPathDescription, characterSet),
    objectivePower: item.decimals(Tag.ObjectiveLensPower)[0],
    wavelengthNm: item.integer(Tag.ImagePathFilterPassThroughWavelength) ?? item.float(Tag.IlluminationWaveLength),
    isFluorescence: item.items(Tag.IlluminationTypeCodeSequence).some((type) => type.code(Tag.CodeValue) === EPIFLUORESCENCE),
    colourProfile: item.place(Tag.IccProfile),
  }));
  return paths.length > 0 ? paths : [{ id: '', description: '', objectivePower: undefined, wavelengthNm: undefined, isFluorescence: false, colourProfile: undefined }];
}
