import { blendChannels, samplesOf } from './blend-channels';

const blended = (layers: Parameters<typeof blendChannels>[1], places = 1): number[] => {
  const pixels = new Uint8ClampedArray(4 * places);
  blendChannels(pixels, layers);
  return [...pixels];
};

describe('samplesOf', () => {
  it('takes the high byte of a 16-bit sample from red, the low one from green', () => {
    const pixels = Uint8ClampedArray.of(0x12, 0x34, 9, 255, 0xff, 0xff, 0, 255, 0, 1, 0, 255);
    expect([...samplesOf(pixels, 65_535)]).toEqual([0x1234, 0xffff, 1]);
    expect([...samplesOf(pixels, 4095)]).toEqual([0x1234, 0xffff, 1]);
  });

  it('takes an 8-bit sample for the grey it is', () => {
    expect(samplesOf(Uint8ClampedArray.of(7, 7, 7, 255, 200, 200, 200, 255), 255)).toEqual(Uint8Array.of(7, 200));
  });
});

describe('blendChannels', () => {
  const red = { channel: 0, colour: [255, 0, 0], low: 100, high: 300 } as const;
  const green = { channel: 1, colour: [0, 200, 0], low: 0, high: 1000 } as const;

  it('stretches the window of a channel over its colour, and cuts what lies outside', () => {
    expect(blended([{ samples: Uint16Array.of(50, 100, 200, 300, 60_000), light: red }], 5).filter((_, i) => i % 4 === 0)).toEqual([0, 0, 128, 255, 255]);
  });

  it('adds the channels, cut at full light, and is opaque', () => {
    expect(blended([{ samples: Uint16Array.of(300), light: red }, { samples: Uint16Array.of(500), light: green }])).toEqual([255, 100, 0, 255]);
    expect(blended([{ samples: Uint16Array.of(300), light: red }, { samples: Uint16Array.of(300), light: red }])).toEqual([255, 0, 0, 255]);
  });

  it('does not lose a light below one step of each of two channels', () => {
    const faint = { ...red, low: 0, high: 512 };
    expect(blended([{ samples: Uint16Array.of(1), light: faint }, { samples: Uint16Array.of(1), light: faint }])[0]).toBe(1);
  });

  it('is black where nothing is on, or nothing was scanned', () => {
    expect(blended([])).toEqual([0, 0, 0, 255]);
    expect(blended([{ samples: new Uint8Array(0), light: red }])).toEqual([0, 0, 0, 255]);
  });
});
