import { inScope } from '@/lib/testing/in-scope';
import { useSessionKeys } from './useSessionKeys';

describe('useSessionKeys', () => {
  let done: string[];
  let stop: () => void;
  const press = (key: string, how: KeyboardEventInit = {}, target: Element = document.body): void =>
    void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }));

  beforeEach(() => {
    done = [];
    ({ stop } = inScope(() => useSessionKeys(new Proxy({}, { get: (_, does) => () => done.push(String(does)) }) as Parameters<typeof useSessionKeys>[0])));
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it.each([
    ['Escape', 'escape'], ['b', 'goBack'], ['B', 'goBack'], ['?', 'showKeys'], ['？', 'showKeys'], ['PageDown', 'nextSlide'], ['PageUp', 'slideBefore'], ['c', 'compare'], ['k', 'linkPanes'],
    ['n', 'nextPane'], ['h', 'copyLink'], ['s', 'snapshot'], ['u', 'nextUnseen'], ['j', 'chat'], ['>', 'nextScene'], ['》', 'nextScene'], ['<', 'sceneBefore'], ['《', 'sceneBefore'], ['w', 'ping'], ['y', 'hand'], ['o', 'spotlight'],
  ])('%s: %s', (key, what) => {
    press(key);
    expect(done).toEqual([what]);
  });

  it('tells slides of the case from open ones by Shift, and keeps the page from scrolling', () => {
    press('PageDown', { shiftKey: true });
    const event = new KeyboardEvent('keydown', { key: 'PageUp', shiftKey: true, bubbles: true, cancelable: true });
    document.body.dispatchEvent(event);
    expect([done, event.defaultPrevented]).toEqual([['nextTab', 'tabBefore'], true]);
  });

  it('leaves them to fields, dialogs and the browser, and ends with its scope', () => {
    document.body.innerHTML = '<input /><div role="dialog"></div>';
    for (const target of document.body.children) press('?', {}, target);
    press('b', { ctrlKey: true });
    stop();
    press('?');
    expect(done).toEqual([]);
  });
});
