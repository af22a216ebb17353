import { DEFAULT_APPEARANCE } from '../appearance/appearance';
import { lookOf } from './tile-look';

const channels = [{ on: true, colour: '#0080ff', low: 1, high: 9 }, { on: false, colour: '#00ff00', low: 0, high: 5 }, { on: true, colour: '#ff0000', low: 0, high: 7 }];
const stored = { channelStyles: channels.map(({ colour }) => ({ name: '', colour, windowLow: 0, windowHigh: 1 })) };

describe('tile look', () => {
  it('of an ordinary slide is its plane and its profile: window colours and mirror paint no tile anew', () => {
    const first = lookOf(DEFAULT_APPEARANCE, {});
    expect(first).toMatchObject({ z: 0, isManaged: false, lights: undefined });
    expect(first.key).not.toBe('');
    expect(lookOf({ ...DEFAULT_APPEARANCE, contrast: 2, gamma: 3, whitePoint: [1, 2, 3], isFlipped: true }, {}).key).toBe(first.key);
    const keys = [first.key, lookOf({ ...DEFAULT_APPEARANCE, z: 1 }, {}).key, lookOf({ ...DEFAULT_APPEARANCE, isColourManaged: true }, {}).key];
    expect(new Set(keys).size).toBe(3);
  });

  it('of a fluorescence slide is the light of the channels that are on', () => {
    expect(lookOf({ ...DEFAULT_APPEARANCE, channels }, stored).lights).toEqual([{ channel: 0, colour: [0, 128, 255], low: 1, high: 9 }, { channel: 2, colour: [255, 0, 0], low: 0, high: 7 }]);
  });

  it('is another with another window, colour or lamp, but not for one that is off', () => {
    const keyWith = (index: number, part: Partial<(typeof channels)[0]>): string => lookOf({ ...DEFAULT_APPEARANCE, channels: channels.map((one, i) => (i === index ? { ...one, ...part } : one)) }, stored).key;
    const keys = [keyWith(0, {}), keyWith(0, { low: 2 }), keyWith(0, { high: 8 }), keyWith(0, { colour: '#0080fe' }), keyWith(0, { on: false }), keyWith(1, { on: true })];
    expect(new Set(keys).size).toBe(6);
    expect(keyWith(1, { low: 4 })).toBe(keys[0]);
  });

  it('with no lamp on is dark, not an ordinary slide', () => {
    expect(lookOf({ ...DEFAULT_APPEARANCE, channels: channels.map((one) => ({ ...one, on: false })) }, stored).lights).toEqual([]);
  });
});
