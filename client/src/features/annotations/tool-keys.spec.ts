import { nextTick } from 'vue';
import { annotationOf, BEN, idOf } from './testing/annotation-of';
import { press, toolsAtWork } from './testing/tools-at-work';

describe('the keys of the tools', () => {
  let at: ReturnType<typeof toolsAtWork>;

  beforeEach(() => localStorage.clear());
  afterEach(() => {
    at.stop();
    document.body.replaceChildren();
  });

  it.each([['p', 'point'], ['a', 'arrow'], ['l', 'line'], ['r', 'rectangle'], ['e', 'ellipse'], ['g', 'polygon'], ['f', 'freehand'], ['t', 'text']])('%s chooses the %s', (key, tool) => {
    at = toolsAtWork();
    expect(press(key)).toBe(true);
    expect(at.tools.tool.value).toBe(tool);
    press('v');
    expect(at.tools.tool.value).toBe('move');
  });

  it.each<[string, KeyboardEventInit]>([['p', { ctrlKey: true }], ['p', { metaKey: true }], ['p', { altKey: true }], ['P', { shiftKey: true }], ['q', {}]])('leave %s with %o to the browser', (key, how) => {
    at = toolsAtWork();
    expect(press(key, how)).toBe(false);
    expect(at.tools.tool.value).toBe('move');
  });

  it('leave a field alone', () => {
    at = toolsAtWork();
    document.body.append(document.createElement('input'));
    expect(press('p', {}, document.querySelector('input')!)).toBe(false);
    expect(at.tools.tool.value).toBe('move');
  });

  it.each(['Delete', 'Backspace'])('%s removes the selected one, if it is one’s own', async (key) => {
    at = toolsAtWork(annotationOf(1), annotationOf(2, { author: BEN }));
    at.viewer.pick(idOf(2));
    press(key);
    at.viewer.pick(idOf(1));
    press(key);
    await nextTick();
    expect(at.viewer.marks.map(({ annotation }) => annotation.id)).toEqual([idOf(2)]);
  });

  it('are gone with the scope', () => {
    at = toolsAtWork();
    at.stop();
    press('p');
    expect(at.tools.tool.value).toBe('move');
    expect(at.viewer.listeners.size).toBe(0);
  });
});
