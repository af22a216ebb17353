import type { SlideOrigin } from '@parfocal/shared/api';
import { cleanText } from '../clean-text.js';
import { believableMpp, believablePower, type PhysicalSize } from './physical-size.js';
import { scanTime } from '../scan-time.js';
import { known, ORIGIN_CHARACTERS } from './tag-origin.js';

/** Aperio's scanners, and whoever writes SVS after them, begin every ImageDescription so. */
export const isAperio = (description: string): boolean => description.startsWith('Aperio');

/** A real one has some hundred bytes; keys are looked for in no more than this. */
const DESCRIPTION_CHARACTERS = 65_536;

/** Aperio's scanners by the names it sold them under. ScannerType is believed for these alone: ScanScope ID is a serial number. */
const MODELS = /^(?:GT ?450(?: ?DX)?|AT2|AT Turbo|AT|CS2|CS|XT|OS|FL|LV1|VERSA(?: \d{1,3})?)$/i;

/**
 * Scale and objective of `…|AppMag = 20|MPP = 0.4990|…`. Only these keys, and the four of `aperioOrigin`, are read: others name
 * the file, the operator and the scanner's number.
 */
export function parseAperioDescription(description: string): PhysicalSize {
  const mpp = numberOf(description, 'MPP');
  return { ...believableMpp(mpp, mpp), ...believablePower(numberOf(description, 'AppMag')) };
}

/**
 * A file that was cut out of another keeps the other's description after its own, so the last version named is that of the
 * software that scanned, and not of the one that cut.
 */
export function aperioOrigin(description: string): SlideOrigin {
  const text = description.slice(0, DESCRIPTION_CHARACTERS);
  const software = [...text.matchAll(/(?:^|;)(Aperio [A-Za-z][A-Za-z0-9 ]{0,60} v\d[\d.]{0,20})/g)].at(-1)?.[1];
  const named = /\bGT ?450(?: ?DX)?\b/.exec(software ?? '')?.[0] ?? valueOf(text, 'ScannerType')?.trim();
  return known({
    manufacturer: software?.includes('Leica Biosystems') ? 'Leica Biosystems' : 'Aperio',
    model: named !== undefined && MODELS.test(named) ? named : undefined,
    software: cleanText(software, ORIGIN_CHARACTERS),
    scannedAt: scannedAt(valueOf(text, 'Date'), valueOf(text, 'Time')),
  });
}

/** American dates, with two or four digits of the year: `12/29/09` and `09:59:15`. */
function scannedAt(date: string | undefined, time: string | undefined): string | undefined {
  const [, month, day, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)\s*$/.exec(date ?? '') ?? [];
  if (!month || !day || !year) return undefined;
  const [, hour, minute, second] = /^\s*(\d{1,2}):(\d\d):(\d\d)\s*$/.exec(time ?? '') ?? [];
  const full = year.length === 2 ? `20${year}` : year;
  return (hour && minute && second && scanTime(full, month, day, [hour, minute, second])) || scanTime(full, month, day);
}

function numberOf(description: string, key: string): number | undefined {
  const value = valueOf(description.slice(0, DESCRIPTION_CHARACTERS), key);
  // Number('') is 0, which nothing believes.
  return value === undefined ? undefined : Number(value.trim());
}

function valueOf(description: string, key: string): string | undefined {
  for (const part of description.split('|')) {
    const [name, value] = part.split('=', 2);
    if (name?.trim() === key && value !== undefined) return value;
  }
  return undefined;
}
