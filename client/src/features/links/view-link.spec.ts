import { DEFAULT_APPEARANCE, type SlideAppearance } from '@/viewer';
import { changedLook } from './look-words';
import { readViewQuery, viewQuery } from './view-link';

const mark = 'c1a4a2a0-0000-4000-8000-000000000001';
const view = { x: 12345.67, y: 8910, resolution: 0.50321987, rotation: Math.PI / 6 };
const channel = { on: true, colour: '#0000ff', low: 0, high: 4000 };
const first: SlideAppearance = { ...DEFAULT_APPEARANCE, z: 3, channels: [channel, { ...channel, colour: '#00ff00' }] };
const adjusted: SlideAppearance = {
  ...first, brightness: -0.25, contrast: 1.5, gamma: 0.8, saturation: 0, whitePoint: [240, 235, 238], isColourManaged: true, isFlipped: true, z: 0,
  channels: [first.channels[0]!, { on: false, colour: '#ff00aa', low: 12, high: 999 }],
};

const through = (look: SlideAppearance): SlideAppearance => {
  const query = viewQuery({ look: { now: look, first } });
  return changedLook(first, readViewQuery(query).link.look ?? {});
};

describe('a link to a view', () => {
  it('brings centre, resolution and angle to less than a pixel of the screen', () => {
    const { link, isWhole } = readViewQuery(viewQuery({ view, mark }));
    expect(isWhole).toBe(true);
    expect(link.mark).toBe(mark);
    expect(Math.abs(link.view!.x - view.x) / view.resolution).toBeLessThan(0.2);
    // At the edge of a window of 4000 px.
    expect(Math.abs(link.view!.resolution / view.resolution - 1) * 2000).toBeLessThan(0.1);
    expect(link.view!.rotation).toBeCloseTo(view.rotation, 4);
  });

  it('brings every word of the looks', () => {
    expect(through(adjusted)).toEqual(adjusted);
  });

  it('says nothing of what is as it is first shown, and nothing that an address would escape', () => {
    expect(viewQuery({ view: { ...view, rotation: 0 }, look: { now: first, first } })).toEqual({ at: '12345.7_8910_0.50322' });
    const text = Object.values(viewQuery({ view: { ...view, x: -5, rotation: -1 }, look: { now: adjusted, first }, mark })).join('');
    expect(encodeURIComponent(text)).toBe(text);
  });

  it('leaves alone what the slide of the link has no more', () => {
    expect(changedLook(DEFAULT_APPEARANCE, readViewQuery(viewQuery({ look: { now: adjusted, first } })).link.look!).channels).toEqual([]);
  });

  it.each([
    [{ at: '1_2' }], [{ at: '1_2_3_4_5' }], [{ at: '1_2_0' }], [{ at: 'NaN_2_3' }], [{ at: '1e99_2_3' }], [{ at: '1_2_3_900' }], [{ at: ['1_2_3', '1_2_3'] }], [{ at: '' }],
    [{ look: 'x1' }], [{ look: 'b' }], [{ look: 'w12' }], [{ look: 'h99.1.ffffff.0.1' }], [{ look: 'b0.1__c1' }], [{ look: 'b' + '1'.repeat(5000) }], [{ look: null }],
    [{ mark: '<script>' }], [{ mark: 'C1A4' }], [{ in: 'private~00000000-0000-4000-8000-000000000009' }], [{ in: 'case' }],
  ])('says that %j is not whole, and leaves it out', (query) => {
    expect(readViewQuery(query)).toEqual({ link: {}, isWhole: false });
  });

  it('takes what can be read beside what cannot, and is whole without anything', () => {
    expect(readViewQuery({ at: 'x', mark })).toMatchObject({ link: { mark }, isWhole: false });
    expect(readViewQuery({ slide: 'other' })).toEqual({ link: {}, isWhole: true });
  });
});
