import { inScope } from '@/lib/testing/in-scope';
import { useSessionKeys } from './useSessionKeys';

describe('useSessionKeys', () => {
  let done: string[];
  let stop: () => void;
  const press = (key: string, how: KeyboardEventInit = {}, target: Element = document.body): void =>
    void target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...how }));

  beforeEach(() => {
    done = [];
    ({ stop } = inScope(() => useSessionKeys({ escape: () => done.push('escape'), goBack: () => done.push('back'), showKeys: () => done.push('keys') })));
  });
  afterEach(() => {
    stop();
    document.body.replaceChildren();
  });

  it.each([['Escape', 'escape'], ['b', 'back'], ['B', 'back'], ['?', 'keys'], ['？', 'keys']])('%s: %s', (key, what) => {
    press(key);
    expect(done).toEqual([what]);
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
