import type { SlideOrigin } from '@parfocal/shared/api';
import { cleanText } from '../clean-text.js';
import { scanTime } from '../scan-time.js';
import type { DicomDataSet } from './data-set.js';
import { Tag } from './dicom-tags.js';

const CHARACTERS = 80;

/** Scanner and time of the scan, and nothing else: no serial numbers, operators, institutions or patients. */
export function originOf(dataSet: DicomDataSet): SlideOrigin {
  const line = (tag: number): string | undefined => cleanText(dataSet.text(tag, dataSet.characterSet).replaceAll('\\', ', '), CHARACTERS);
  const [manufacturer, model, software] = [line(Tag.Manufacturer), line(Tag.ManufacturerModelName), line(Tag.SoftwareVersions)];
  const scannedAt = timeOf(dataSet);
  return { ...(manufacturer && { manufacturer }), ...(model && { model }), ...(software && { software }), ...(scannedAt && { scannedAt }) };
}

/** DT, or DA and TM (PS3.5 §6.2): a time zone is left out, for the scanner's own clock is meant. */
function timeOf(dataSet: DicomDataSet): string | undefined {
  const texts = [
    dataSet.code(Tag.AcquisitionDateTime),
    dataSet.code(Tag.AcquisitionDate) + dataSet.code(Tag.AcquisitionTime),
    dataSet.code(Tag.ContentDate) + dataSet.code(Tag.ContentTime),
  ];
  for (const text of texts) {
    const [, year, month, day, hour, minute = '00', second = '00'] = /^(\d{4})(\d\d)(\d\d)(?:(\d\d)(\d\d)?(\d\d)?)?/.exec(text) ?? [];
    const time = year && month && day ? scanTime(year, month, day, hour === undefined ? undefined : [hour, minute, second]) : undefined;
    if (time) return time;
  }
  return undefined;
}
