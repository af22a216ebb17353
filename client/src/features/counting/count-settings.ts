import { AREA_MM2, type CountArea, FIELD_NUMBER_MM, fieldAreaMm2, fieldDiameterMm, OBJECTIVE } from '@parfocal/shared/annotation';
import * as z from 'zod';

/** `field`: a high-power field; the others are areas that guidelines name. */
export const AreaChoice = z.enum(['circle1', 'square1', 'circle2', 'field', 'circle', 'square']);
export type AreaChoice = z.infer<typeof AreaChoice>;

const within = ({ least, most }: { least: number; most: number }): z.ZodNumber => z.number().min(least).max(most);

/** How somebody counts; kept on this machine, since it goes with their microscope. */
export const CountSettings = z.object({
  area: AreaChoice,
  /** Of `circle` and `square`. */
  areaMm2: within(AREA_MM2),
  fieldNumberMm: within(FIELD_NUMBER_MM),
  objective: within(OBJECTIVE),
});
export type CountSettings = z.infer<typeof CountSettings>;

/** An eyepiece of field number 22 on a 40x objective: 0.55 mm. */
export const DEFAULT_SETTINGS: CountSettings = { area: 'circle1', areaMm2: 1, fieldNumberMm: 22, objective: 40 };

export function readSettings(raw: string | null): CountSettings {
  try {
    return CountSettings.safeParse(JSON.parse(raw ?? 'null')).data ?? DEFAULT_SETTINGS;
  } catch {
    return DEFAULT_SETTINGS;
  }
}

/** Across one high-power field, in mm. */
export const diameterMm = ({ fieldNumberMm, objective }: CountSettings): number => fieldDiameterMm(fieldNumberMm, objective);

export function areaOf(settings: CountSettings): CountArea {
  switch (settings.area) {
    case 'circle1':
      return { shape: 'circle', areaMm2: 1 };
    case 'square1':
      return { shape: 'square', areaMm2: 1 };
    case 'circle2':
      return { shape: 'circle', areaMm2: 2 };
    case 'field':
      return { shape: 'circle', areaMm2: fieldAreaMm2(diameterMm(settings)) };
    case 'circle':
    case 'square':
      return { shape: settings.area, areaMm2: settings.areaMm2 };
  }
}
