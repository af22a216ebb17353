import fc from 'fast-check';
import { areaOutline, countResult, fieldAreaMm2, fieldDiameterMm, fieldsOverlap, liesInField } from './counting.js';
import { measuresOf } from './csv-measures.js';

const mpp = fc.record({ mppX: fc.double({ min: 0.1, max: 2, noNaN: true }), mppY: fc.double({ min: 0.1, max: 2, noNaN: true }) });
const area = fc.record({ shape: fc.constantFrom('circle' as const, 'square' as const), areaMm2: fc.double({ min: 0.01, max: 100, noNaN: true }) });
const CENTRE = { x: 20_000, y: 10_000 };

describe('a standard area', () => {
  it('has its area on the glass, also where pixels are no squares', () => {
    fc.assert(fc.property(area, mpp, (wanted, scale) => {
      const { area: um2 } = measuresOf(areaOutline(wanted, CENTRE, scale), scale);
      expect(um2! / 1e6 / wanted.areaMm2).toBeCloseTo(1, 9);
    }));
  });

  it('is round or square on the glass, not in pixels', () => {
    fc.assert(fc.property(area, mpp, (wanted, scale) => {
      const [, , rx, ry, angle] = areaOutline(wanted, CENTRE, scale).geometry;
      expect((rx! * scale.mppX) / (ry! * scale.mppY)).toBeCloseTo(1, 9);
      expect(angle).toBe(0);
    }));
  });

  it('of 1 mm² has a radius of 0.564 mm, or sides of 1 mm', () => {
    const scale = { mppX: 0.25, mppY: 0.25 };
    expect(areaOutline({ shape: 'circle', areaMm2: 1 }, CENTRE, scale).geometry[2]).toBeCloseTo(2256.76, 2);
    expect(areaOutline({ shape: 'square', areaMm2: 1 }, CENTRE, scale).geometry[2]).toBe(2000);
  });
});

describe('a high-power field', () => {
  it.each([[22, 40, 0.55, 0.2376], [18, 40, 0.45, 0.159], [20, 40, 0.5, 0.1963], [25, 40, 0.625, 0.3068]])('of field number %d through %dx is %d mm across, %d mm²', (number, objective, across, mm2) => {
    expect(fieldDiameterMm(number, objective)).toBeCloseTo(across, 9);
    expect(fieldAreaMm2(fieldDiameterMm(number, objective))).toBeCloseTo(mm2, 4);
  });
});

describe('liesInField', () => {
  it('holds what is nearer to the centre on the glass than the radius, and nothing else', () => {
    fc.assert(fc.property(mpp, fc.double({ min: 0, max: 2, noNaN: true }), fc.double({ min: 0, max: 7, noNaN: true }), (scale, share, at) => {
      fc.pre(Math.abs(share - 1) > 1e-6);
      const field = areaOutline({ shape: 'circle', areaMm2: 1 }, CENTRE, scale);
      const radiusUm = 1000 / Math.sqrt(Math.PI);
      const place = { x: CENTRE.x + (share * radiusUm * Math.cos(at)) / scale.mppX, y: CENTRE.y + (share * radiusUm * Math.sin(at)) / scale.mppY };
      expect(liesInField(place, field)).toBe(share < 1);
    }));
  });

  it('holds the corners of a square, and turns with it', () => {
    const square = { kind: 'rectangle' as const, geometry: [0, 0, 10, 10, 0] };
    expect([liesInField({ x: 10, y: 10 }, square), liesInField({ x: 10.1, y: 0 }, square)]).toEqual([true, false]);
    expect(liesInField({ x: 13, y: 0 }, { ...square, geometry: [0, 0, 10, 10, Math.PI / 4] })).toBe(true);
  });
});

describe('fieldsOverlap', () => {
  it('is so below one diameter on the glass, whichever way one moved on, also where pixels are no squares', () => {
    fc.assert(fc.property(mpp, fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 7, noNaN: true }), (scale, diameters, at) => {
      fc.pre(Math.abs(diameters - 1) > 1e-6);
      const [acrossUm, area] = [550, { shape: 'circle' as const, areaMm2: fieldAreaMm2(0.55) }];
      const next = { x: CENTRE.x + (diameters * acrossUm * Math.cos(at)) / scale.mppX, y: CENTRE.y + (diameters * acrossUm * Math.sin(at)) / scale.mppY };
      expect(fieldsOverlap(areaOutline(area, CENTRE, scale), areaOutline(area, next, scale))).toBe(diameters < 1);
    }));
  });

  it('is not so for squares side by side', () => {
    const square = (x: number, y: number) => ({ kind: 'rectangle' as const, geometry: [x, y, 10, 10, 0] });
    expect([fieldsOverlap(square(0, 0), square(20, 0)), fieldsOverlap(square(0, 0), square(19, 19)), fieldsOverlap(square(0, 0), square(5, -20))]).toEqual([false, true, false]);
  });
});

describe('countResult', () => {
  it('gives the rate per mm², and per ten fields where a field is known', () => {
    expect(countResult(12, 1, 1, 0.2376)).toMatchObject({ count: 12, areaMm2: 1, perMm2: 12 });
    expect(countResult(12, 1, 1, 0.2376).perTenFields).toBeCloseTo(28.51, 2);
    expect(countResult(12, 1, 2)).toMatchObject({ perMm2: 6, perTenFields: undefined });
  });

  it('over ten fields, the rate per ten fields is the count itself', () => {
    const field = fieldAreaMm2(0.55);
    expect(countResult(7, 10, field, field).perTenFields).toBeCloseTo(7, 9);
    expect(countResult(7, 10, field, field).areaMm2).toBeCloseTo(2.376, 3);
  });

  it('is no number that is none before anything was looked at', () => {
    expect(countResult(0, 0, 1, 0.24)).toMatchObject({ perMm2: 0, perTenFields: 0, areaMm2: 0 });
  });
});
