import type { SlideView } from '@parfocal/shared/geometry';
import { inScope } from '@/lib/testing/in-scope';
import type { SlideViewer } from '@/viewer';
import type { Microscope } from './useMicroscope';
import { belongsElsewhere, useMicroscopeKeys } from './useMicroscopeKeys';

const view: SlideView = { x: 0, y: 0, resolution: 1, rotation: 0.5, widthPx: 1000, heightPx: 500 };

describe('useMicroscopeKeys', () => {
  let done: unknown[][];
  let stop: () => void;

  const press = (key: string, how: KeyboardEventInit = {}, target: Element = document.body): boolean =>
    !target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }));

  beforeEach(() => {
    done = [];
    const noting = (what: string) => (...args: unknown[]): void => void done.push([what, ...args]);
    const viewer = { view: () => view, panBy: noting('pan'), zoomBy: noting('zoom'), fit: noting('fit'), rotateTo: noting('turn to'), turnBy: noting('turn'), flip: noting('flip'), focusBy: noting('focus') } as unknown as SlideViewer;
    ({ stop } = inScope(() => useMicroscopeKeys({ viewer, microscope: { turnTo: noting('objective') } as unknown as Microscope })));
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it.each([['1', 1], ['2', 2], ['3', 4], ['4', 10], ['5', 20], ['6', 40]])('%s turns to the %dx objective', (key, power) => {
    press(key);
    expect(done).toEqual([['objective', power]]);
  });

  it.each<[string, number, number]>([['ArrowLeft', -1, 0], ['ArrowRight', 1, 0], ['ArrowUp', 0, -1], ['ArrowDown', 0, 1]])('%s moves the window that way, farther with Shift', (key, x, y) => {
    press(key);
    press(key, { shiftKey: true });
    const [step, page] = done.map(([, dxPx, dyPx]) => [dxPx, dyPx] as number[]);
    expect(step!.map(Math.sign)).toEqual([x, y]);
    expect(Math.hypot(...page!)).toBeGreaterThan(3 * Math.hypot(...step!));
  });

  it('speaks to the microscope that has the keyboard when the key is pressed', () => {
    stop();
    const turned: string[] = [];
    const handsOf = (name: string) => ({ viewer: { fit: () => turned.push(name) } as unknown as SlideViewer, microscope: {} as Microscope });
    let active = 'left';
    ({ stop } = inScope(() => useMicroscopeKeys(() => handsOf(active))));
    press('0');
    active = 'right';
    press('0');
    expect(turned).toEqual(['left', 'right']);
  });

  it('fits, zooms and turns', () => {
    for (const key of ['0', '+', '-', ']', '[', '\\']) press(key);
    expect(done.map(([what]) => what)).toEqual(['fit', 'zoom', 'zoom', 'turn', 'turn', 'turn to']);
    expect(done[1]![1] as number).toBeGreaterThan(1);
    expect((done[1]![1] as number) * (done[2]![1] as number)).toBeCloseTo(1);
    expect(done[3]![1] as number).toBeGreaterThan(0);
    expect(done[4]![1] as number).toBeLessThan(0);
    expect(done[5]![1]).toBe(0);
  });

  it('mirrors, and focuses down and up, also by a Chinese input method', () => {
    for (const key of ['m', ',', '.', '，', '。']) press(key);
    expect(done).toEqual([['flip'], ['focus', -1], ['focus', 1], ['focus', -1], ['focus', 1]]);
  });

  it.each<KeyboardEventInit>([{ ctrlKey: true }, { metaKey: true }, { altKey: true }])('leaves %o to the browser', (how) => {
    expect(press('0', how)).toBe(false);
    expect(done).toEqual([]);
  });

  it('leaves alone what somebody else answered, and all once its scope has ended', () => {
    const answer = (event: Event): void => event.preventDefault();
    document.body.addEventListener('keydown', answer);
    press('0');
    document.body.removeEventListener('keydown', answer);
    stop();
    expect(press('0')).toBe(false);
    expect(done).toEqual([]);
  });

  it.each(['<input>', '<textarea></textarea>', '<select></select>', '<div role="dialog"><button></button></div>', '<div role="menu"><button></button></div>', '<div role="slider" tabindex="0"></div>'])('leaves keys to %s', (html) => {
    document.body.innerHTML = html;
    const target = document.body.querySelector('button') ?? document.body.firstElementChild!;
    expect(press('ArrowLeft', {}, target)).toBe(false);
    expect(done).toEqual([]);
  });

  it('belongsElsewhere: not to a plain button, whose letters are free', () => {
    document.body.innerHTML = '<button></button>';
    const event = new KeyboardEvent('keydown', { bubbles: true });
    document.body.firstElementChild!.dispatchEvent(event);
    expect(belongsElsewhere(event)).toBe(false);
  });
});
