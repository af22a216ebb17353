import { SlideFileError, type SlideReader } from '../readers/index.js';
import type { Slide, Slides } from '../slides/index.js';
import { OpenSlides } from './open-slides.js';

/** Stands for the catalogue: counts what is opened and closed. */
function catalogue() {
  const closed: string[] = [];
  const states: string[] = [];
  const open = jest.fn((slide: Slide): Promise<SlideReader> => {
    const close = (): Promise<void> => (closed.push(slide.id), Promise.resolve());
    return Promise.resolve({ close, image: { levels: [], zPlanes: 1, channels: 1 } } as unknown as SlideReader);
  });
  const setState = (_slide: Slide, state: string): Promise<void> => (states.push(state), Promise.resolve());
  const isWhole = jest.fn(() => Promise.resolve(true));
  const find = (id: string): Promise<Slide> => Promise.resolve({ id, digest: '' } as Slide);
  return { closed, states, open, isWhole, slides: { find, open, setState, isWhole } as unknown as Slides };
}

const nothing = (): Promise<void> => Promise.resolve();
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('OpenSlides', () => {
  it('opens a file once for all who ask at the same time', async () => {
    const { slides, open } = catalogue();
    const files = new OpenSlides(slides);
    await Promise.all([1, 2, 3].map(() => files.use('a', nothing)));
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('leaves no file open where the database cannot note that it is back', async () => {
    const { slides, closed } = catalogue();
    slides.setState = () => Promise.reject(new Error('away'));
    await expect(new OpenSlides(slides).use('a', nothing)).rejects.toThrow('away');
    expect(closed).toEqual(['a']);
  });

  it('keeps at most 64 files open and closes the longest unused', async () => {
    const { slides, closed } = catalogue();
    const files = new OpenSlides(slides);
    for (let i = 0; i < 64; i++) await files.use(`${i}`, nothing);
    await files.use('0', nothing);
    await files.use('one more', nothing);
    await settled();
    expect(closed).toEqual(['1']);
  });

  it('never closes a file under someone who reads it', async () => {
    const { slides, closed } = catalogue();
    const files = new OpenSlides(slides);
    let end: () => void = () => undefined;
    const reading = files.use('a', () => new Promise<void>((resolve) => (end = resolve)));
    await settled();
    for (let i = 0; i < 64; i++) await files.use(`${i}`, nothing);
    await settled();
    expect(closed).toEqual([]);
    end();
    await reading;
    await settled();
    expect(closed).toEqual(['a']);
  });

  it('closes what is idle and opens it anew when it is wanted', async () => {
    const { slides, closed, open } = catalogue();
    const files = new OpenSlides(slides);
    await files.use('a', nothing);
    expect(files.closeIdle(Date.now() - 60_000)).toBe(1);
    expect(files.closeIdle(Date.now() + 1)).toBe(0);
    await settled();
    expect(closed).toEqual(['a']);
    await files.use('a', nothing);
    expect(open).toHaveBeenCalledTimes(2);
  });

  it('marks a slide whose file cannot be opened, and does not try again at once', async () => {
    const { slides, states, open } = catalogue();
    const files = new OpenSlides(slides);
    open.mockRejectedValue(new SlideFileError('slide.truncated', 'half of it'));
    for (let i = 0; i < 3; i++) await expect(files.use('a', nothing)).rejects.toMatchObject({ code: 'slide.damaged' });
    expect([open.mock.calls.length, states]).toEqual([1, ['damaged']]);
  });

  it('leaves a slide alone whose one tile is bad, but not one whose file was cut', async () => {
    const { slides, states, isWhole } = catalogue();
    const files = new OpenSlides(slides);
    const bad = (): Promise<never> => Promise.reject(new SlideFileError('slide.tile-damaged', 'bad'));
    await expect(files.use('a', bad)).rejects.toMatchObject({ code: 'slide.tile-damaged' });
    expect(states).toEqual(['ready']);
    isWhole.mockResolvedValue(false);
    await expect(files.use('a', bad)).rejects.toMatchObject({ code: 'slide.damaged' });
    expect(states).toEqual(['ready', 'damaged']);
  });

  it('closes a slide that was deleted, and finds none of its tiles again', async () => {
    const { slides, closed, open } = catalogue();
    const files = new OpenSlides(slides);
    const names = await files.use('a', (opened) => Promise.resolve(opened.names));
    expect(files.forget('a')).toBe(names);
    await settled();
    expect(closed).toEqual(['a']);
    expect(files.forget('a')).toBeUndefined();
    await files.use('a', nothing);
    expect(open).toHaveBeenCalledTimes(2);
  });
});
