import { bytes, type ElementSpec, sequence, text } from '../../testing/dicom-factory.js';
import { Syntax, wsmFile } from '../../testing/dicom-slide.js';

export interface PatientSlide {
  readonly sidePx: number;
  readonly instanceUid?: string;
  readonly isImplicit?: boolean;
  /** VOLUME, LABEL, OVERVIEW … */
  readonly flavour?: string;
  readonly burnedIn?: 'YES' | 'NO';
  readonly labelInImage?: 'YES' | 'NO';
  readonly isSparse?: boolean;
}

/** What must not be found in a cleaned file. */
export const SECRETS = ['Jane Roe', 'S12-3456', '诸葛孔明', 'St Elsewhere', '1.2.3.4.5.6', 'Kidney of Roe', 'private of Roe', 'frame of Roe'];

/** A level of a slide that names its patient in every way DICOM has. */
export function patientSlide({ sidePx, instanceUid = `1.2.3.4.5.6.${sidePx}`, isImplicit = false, flavour = 'VOLUME', burnedIn = 'NO', labelInImage = 'NO', isSparse = false }: PatientSlide): Buffer {
  const elements: ElementSpec[] = [
    text(0x0008_0005, 'CS', 'ISO_IR 192'),
    text(0x0008_0018, 'UI', instanceUid),
    text(0x0008_0020, 'DA', '20210304'),
    text(0x0008_0023, 'DA', '20210304'),
    text(0x0008_002a, 'DT', '20210304050607'),
    text(0x0008_0050, 'SH', 'S12-3456'),
    text(0x0008_0060, 'CS', 'SM'),
    text(0x0008_0070, 'LO', 'ACME'),
    text(0x0008_0080, 'LO', 'St Elsewhere'),
    text(0x0008_0090, 'PN', 'Doe^Referrer'),
    text(0x0009_0010, 'LO', 'ACME PRIVATE'),
    text(0x0009_1001, 'LO', 'private of Roe'),
    text(0x0010_0010, 'PN', 'Roe^Jane=诸葛孔明'),
    text(0x0010_0020, 'LO', 'S12-3456'),
    text(0x0018_1000, 'LO', 'SN-99887766'),
    text(0x0020_000d, 'UI', '1.2.3.4.5.6.1'),
    text(0x0020_000e, 'UI', '1.2.3.4.5.6.2'),
    text(0x0028_0301, 'CS', burnedIn),
    text(0x0040_0512, 'LO', 'S12-3456-A1'),
    sequence(0x0040_0560, [[text(0x0040_0551, 'LO', 'S12-3456-A1-1'), text(0x0040_0554, 'UI', '1.2.3.4.5.6.9'), text(0x0040_0600, 'LO', 'Kidney of Roe'), sequence(0x0040_0610, [[text(0x0040_a160, 'UT', 'fixed for Jane Roe')]], true)]]),
    text(0x0048_0010, 'CS', labelInImage),
    ...(isSparse ? [sequence(0x5200_9230, [[sequence(0x0020_9111, [[text(0x0020_9158, 'LT', 'frame of Roe'), text(0x0018_9074, 'DT', '20210304050607')]]), position(0)]])] : []),
    sequence(0x0400_0550, [[text(0x0010_0010, 'PN', 'Roe^Jane')]]),
    bytes(0x0011_1001, 'UN', Buffer.from('private of Roe')),
  ];
  return wsmFile({
    widthPx: sidePx, heightPx: sidePx, tilePx: sidePx, frames: [Buffer.alloc(sidePx * sidePx * 3, sidePx)], syntax: isImplicit ? Syntax.Implicit : Syntax.Explicit,
    imageType: `ORIGINAL\\PRIMARY\\${flavour}\\NONE`, spacing: [0.00025, 0.00025], elements,
    ...(isSparse && { places: [{ x: 0, y: 0 }] }),
  });
}

const position = (at: number): ElementSpec => sequence(0x0048_021a, [[number(0x0048_021e, at + 1), number(0x0048_021f, at + 1)]]);

function number(tag: number, value: number): ElementSpec {
  const bytesOf = Buffer.alloc(4);
  bytesOf.writeInt32LE(value);
  return { tag, vr: 'SL', value: bytesOf };
}
