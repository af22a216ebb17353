import { dice, drawnOverview, type Rgb } from '../testing/drawn-overview.js';
import { findGlass } from './glass.js';
import { brightFieldMask, darkFieldMask, withoutSpecks } from './tissue-mask.js';

const roll = dice();
/** Glass as compression and camera leave it. */
const glassAt = (light: number): Rgb => [light + roll(5) - 2, light + roll(5) - 2, light + roll(5) - 2];
const EOSIN: Rgb = [225, 150, 190];
const NUCLEUS: Rgb = [80, 50, 130];
/** Haematoxylin of an immunostain, hardly to be seen. */
const FAINT: Rgb = [208, 214, 230];

/** A fifth of the picture is `tissue`, the rest glass. */
const withTissue = (tissue: () => Rgb, light = 243) => drawnOverview(50, 50, (x) => (x < 10 ? tissue() : glassAt(light)));
const bright = (overview: ReturnType<typeof withTissue>) => brightFieldMask(overview, findGlass(overview));

describe('the tissue mask', () => {
  it.each([
    ['H&E', () => (roll(4) === 0 ? NUCLEUS : EOSIN)],
    ['eosin alone', () => EOSIN],
    ['a faint immunostain', () => FAINT],
    ['a faint immunostain with dark spots', () => (roll(10) === 0 ? NUCLEUS : FAINT)],
    ['black pigment or silver', (): Rgb => [70, 68, 66]],
  ])('finds %s', (_, tissue) => {
    expect(bright(withTissue(tissue)).share).toBeCloseTo(0.2, 1);
  });

  it('finds it as well where the lamp was too weak', () => {
    expect(bright(withTissue(() => [104, 62, 86], 118)).share).toBeCloseTo(0.2, 1);
  });

  it('finds nothing on bare glass, in shadows or in dust', () => {
    expect(bright(drawnOverview(60, 60, () => glassAt(243))).share).toBe(0);
    expect(bright(drawnOverview(60, 60, (x) => (x % 20 < 5 ? [210, 210, 211] : glassAt(243)))).share).toBe(0);
    expect(bright(drawnOverview(60, 60, (x, y) => (x % 10 === 0 && y % 10 === 0 ? NUCLEUS : glassAt(243)))).share).toBe(0);
  });

  it('counts shares of what was scanned', () => {
    const half = drawnOverview(50, 50, (x) => (x < 10 ? EOSIN : x < 25 ? glassAt(243) : undefined));
    expect(bright(half).share).toBeCloseTo(0.4, 1);
  });

  it('finds what shines on a dark field, and nothing in its noise', () => {
    expect(darkFieldMask(drawnOverview(50, 50, (x) => (x < 10 ? [0, 0, 120 + roll(80)] : [roll(4), roll(4), roll(4)]))).share).toBeCloseTo(0.2, 1);
    expect(darkFieldMask(drawnOverview(50, 50, () => [roll(6), roll(6), roll(6)])).share).toBe(0);
  });

  it('closes holes of a pixel and drops specks of one', () => {
    const mask = Uint8Array.of(1, 1, 1, 1, 0, 1, 1, 1, 1);
    expect([...withoutSpecks(mask, 3, 3)]).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect([...withoutSpecks(mask.map((value) => 1 - value), 3, 3)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('glass', () => {
  it('is the commonest light grey', () => {
    const glass = findGlass(withTissue(() => EOSIN, 230));
    expect(glass.isSeen).toBe(true);
    for (const band of glass.colour) expect(band).toBeCloseTo(230, -1);
  });

  it('is not there where tissue fills the picture', () => {
    expect(findGlass(drawnOverview(50, 50, () => (roll(4) === 0 ? NUCLEUS : EOSIN))).isSeen).toBe(false);
  });
});
