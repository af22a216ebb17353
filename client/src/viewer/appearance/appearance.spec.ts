import fc from 'fast-check';
import { slideOf } from '../testing/slide';
import { appearanceFor, DEFAULT_APPEARANCE, isColourAdjusted, sameAppearance, type SlideAppearance } from './appearance';
import { AppearanceState } from './appearance-state';
import { readAppearance } from './read-appearance';

const plain = slideOf();
const fluorescent = {
  ...plain,
  image: {
    ...plain.image, zPlanes: 5, channels: 2, maxSample: 4095,
    channelStyles: [{ name: 'DAPI', colour: '#0000ff', windowLow: 10, windowHigh: 900 }, { name: 'FITC', colour: '#00ff00', windowLow: 0, windowHigh: 4095 }],
  },
};
const managed = { ...plain, image: { ...plain.image, hasColourProfile: true } };

describe('appearance', () => {
  it('is first as scanned, in the middle plane, with the channels of the file', () => {
    expect(appearanceFor(plain)).toEqual(DEFAULT_APPEARANCE);
    expect(appearanceFor(fluorescent)).toEqual({ ...DEFAULT_APPEARANCE, z: 2, channels: [{ on: true, colour: '#0000ff', low: 10, high: 900 }, { on: true, colour: '#00ff00', low: 0, high: 4095 }] });
  });

  it('comes back from JSON as it was', () => {
    const set: SlideAppearance = {
      brightness: 0.1, contrast: 1.5, gamma: 0.8, saturation: 0, whitePoint: [240, 230, 235], isColourManaged: false, z: 4, isFlipped: true,
      channels: [{ on: false, colour: '#ff00ff', low: 5, high: 50 }, { on: true, colour: '#00ff00', low: 0, high: 4095 }],
    };
    expect(readAppearance(JSON.parse(JSON.stringify(set)), fluorescent)).toEqual(set);
  });

  it('whatever somebody wrote into a link, is one that can be shown', () => {
    fc.assert(fc.property(fc.anything(), fc.anything(), fc.array(fc.anything()), (any, other, channels) => {
      for (const value of [any, { brightness: any, contrast: other, gamma: any, saturation: other, whitePoint: channels, z: other, isColourManaged: any, channels: [...channels, { low: any, high: other, colour: any }] }]) {
        const { brightness, contrast, gamma, saturation, z, channels: shown } = readAppearance(value, fluorescent);
        expect([brightness, contrast, gamma, saturation, z].every(Number.isFinite)).toBe(true);
        expect(contrast >= 0.25 && gamma >= 0.25 && saturation >= 0 && Number.isInteger(z) && z >= 0 && z < 5).toBe(true);
        expect(shown).toHaveLength(2);
        expect(shown.every(({ low, high, colour }) => low < high && low >= 0 && high <= 4095 && /^#[0-9a-f]{6}$/.test(colour))).toBe(true);
      }
    }));
  });

  it('has no profile where the file has none, and is not adjusted by one that is default', () => {
    expect(readAppearance({ isColourManaged: true }, plain).isColourManaged).toBe(false);
    const set = readAppearance({ isColourManaged: true }, managed);
    expect([set.isColourManaged, isColourAdjusted(set, appearanceFor(managed))]).toEqual([true, true]);
    expect(isColourAdjusted(appearanceFor(managed), appearanceFor(managed))).toBe(false);
  });

  it('a white point is never so dark that only noise would be left', () => {
    expect(readAppearance({ whitePoint: [0, 500, 240.4] }, plain).whitePoint).toEqual([32, 255, 240]);
    expect(readAppearance({ whitePoint: [240, 240] }, plain).whitePoint).toBeNull();
  });
});

describe('appearance state', () => {
  it('tells what changed, once, and what a slide begins with', () => {
    const state = new AppearanceState();
    const heard: SlideAppearance[] = [];
    state.changed.add((now) => heard.push(now));
    state.set({ ...DEFAULT_APPEARANCE, contrast: 2 });
    state.open(fluorescent);
    state.set({ ...state.now, z: 99 });
    state.set({ ...state.now, z: 4 });
    state.open(plain);
    expect(heard.map(({ z, contrast, channels }) => [z, contrast, channels.length])).toEqual([[2, 1, 2], [4, 1, 2], [0, 1, 0]]);
    expect(sameAppearance(state.now, DEFAULT_APPEARANCE)).toBe(true);
  });
});
