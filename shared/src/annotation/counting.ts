import type { Mpp, SlidePoint } from '../geometry/index.js';
import type { Annotation } from './annotation.js';

/** A standard area on the glass. Mitoses are counted per mm² (WHO, from the 5th edition on; RCPA, CAP and ICCR datasets). */
export interface CountArea {
  readonly shape: 'circle' | 'square';
  readonly areaMm2: number;
}

/** Bounds of what is asked for by hand: from a tenth of a high-power field to a whole section. */
export const AREA_MM2 = { least: 0.01, most: 100 } as const;
export const FIELD_NUMBER_MM = { least: 10, most: 30 } as const;
export const OBJECTIVE = { least: 2, most: 150 } as const;

/** Rates of the old kind are given for so many high-power fields. */
export const FIELDS_OF_RATE = 10;

const UM_PER_MM = 1000;

/** Diameter of what an eyepiece of this field number (mm) shows through an objective: 22 and 40x are 0.55 mm. */
export const fieldDiameterMm = (fieldNumberMm: number, objective: number): number => fieldNumberMm / objective;

/** Area of one round field: 0.55 mm across is 0.2376 mm². */
export const fieldAreaMm2 = (diameterMm: number): number => Math.PI * (diameterMm / 2) ** 2;

/** The area's outline around a place, in level-0 pixels: on slides whose pixels are no squares, a circle on the glass is an ellipse here. */
export function areaOutline({ shape, areaMm2 }: CountArea, centre: SlidePoint, { mppX, mppY }: Mpp): Pick<Annotation, 'kind' | 'geometry'> {
  const halfUm = (shape === 'circle' ? Math.sqrt(areaMm2 / Math.PI) : Math.sqrt(areaMm2) / 2) * UM_PER_MM;
  return { kind: shape === 'circle' ? 'ellipse' : 'rectangle', geometry: [centre.x, centre.y, halfUm / mppX, halfUm / mppY, 0] };
}

/** Whether a place lies in or on an upright or turned frame: the outline of a field. */
export function liesInField({ x, y }: SlidePoint, { kind, geometry }: Pick<Annotation, 'kind' | 'geometry'>): boolean {
  const [cx = 0, cy = 0, rx = 0, ry = 0, angle = 0] = geometry;
  const [dx, dy] = [x - cx, y - cy];
  const [along, across] = [dx * Math.cos(angle) + dy * Math.sin(angle), dy * Math.cos(angle) - dx * Math.sin(angle)];
  if (kind === 'ellipse') return (along / rx) ** 2 + (across / ry) ** 2 <= 1;
  return Math.abs(along) <= Math.abs(rx) && Math.abs(across) <= Math.abs(ry);
}

/** Whether two upright fields of one size share any of the glass, so that what lies there would be counted twice. */
export function fieldsOverlap(a: Pick<Annotation, 'kind' | 'geometry'>, b: Pick<Annotation, 'kind' | 'geometry'>): boolean {
  const [ax = 0, ay = 0, rx = 0, ry = 0] = a.geometry;
  const [bx = 0, by = 0] = b.geometry;
  const [dx, dy] = [Math.abs(bx - ax) / (2 * rx), Math.abs(by - ay) / (2 * ry)];
  return a.kind === 'ellipse' ? dx ** 2 + dy ** 2 < 1 : dx < 1 && dy < 1;
}

export interface CountResult {
  readonly count: number;
  readonly fields: number;
  /** Of all fields together. */
  readonly areaMm2: number;
  readonly perMm2: number;
  /** For ten fields of this size; `undefined` where no field was said. */
  readonly perTenFields: number | undefined;
}

/** Rates of a count in `fields` areas alike, that lie apart. `fieldMm2`: the area of one high-power field. */
export function countResult(count: number, fields: number, areaMm2: number, fieldMm2?: number): CountResult {
  const examined = fields * areaMm2;
  const perMm2 = examined > 0 ? count / examined : 0;
  return { count, fields, areaMm2: examined, perMm2, perTenFields: fieldMm2 === undefined ? undefined : perMm2 * fieldMm2 * FIELDS_OF_RATE };
}
