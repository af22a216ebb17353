import { believableMpp, believablePower, type PhysicalSize } from './physical-size.js';

/** Aperio's scanners, and whoever writes SVS after them, begin every ImageDescription so. */
export const isAperio = (description: string): boolean => description.startsWith('Aperio');

/**
 * Scale and objective of `…|AppMag = 20|MPP = 0.4990|…`. Only these two keys are read: others name the file, the
 * operator and the date.
 */
export function parseAperioDescription(description: string): PhysicalSize {
  const mpp = numberOf(description, 'MPP');
  return { ...believableMpp(mpp, mpp), ...believablePower(numberOf(description, 'AppMag')) };
}

function numberOf(description: string, key: string): number | undefined {
  for (const part of description.split('|')) {
    const [name, value] = part.split('=', 2);
    // Number('') is 0, which nothing believes.
    if (name?.trim() === key && value !== undefined) return Number(value.trim());
  }
  return undefined;
}
