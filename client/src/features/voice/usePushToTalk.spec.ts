import { nextTick, ref } from 'vue';
import { inScope } from './testing/in-scope';
import { usePushToTalk } from './usePushToTalk';

describe('usePushToTalk', () => {
  const isOn = ref(true);
  let said: (boolean | 'prepare')[];
  let stop: () => void;
  const press = (key: string, rest: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, code: `Key${key.toUpperCase()}`, bubbles: true, cancelable: true, ...rest });
    target.dispatchEvent(event);
    return event;
  };
  const lift = (key: string): boolean => document.body.dispatchEvent(new KeyboardEvent('keyup', { key, code: `Key${key.toUpperCase()}`, bubbles: true }));

  beforeEach(() => {
    said = [];
    isOn.value = true;
    ({ stop } = inScope(() => usePushToTalk({ isOn, prepare: () => said.push('prepare'), talk: (is) => said.push(is) })));
  });
  afterEach(() => stop());

  it('makes the microphone ready, then talks for as long as the key is held', () => {
    press('q');
    press('q', { repeat: true });
    expect(said).toEqual(['prepare', true]);
    lift('q');
    expect(said).toEqual(['prepare', true, false]);
  });

  it('works beside other keys, and knows its own by its place: Shift makes another letter of it', () => {
    press('q');
    press('ArrowLeft', { code: 'ArrowLeft' });
    lift('a');
    expect(said.at(-1)).toBe(true);
    lift('Q');
    expect(said.at(-1)).toBe(false);
  });

  it('is a letter where something is being typed, and a shortcut with Control', () => {
    const field = document.body.appendChild(document.createElement('textarea'));
    expect(press('q', {}, field).defaultPrevented).toBe(false);
    press('q', { ctrlKey: true });
    expect(said).toEqual(['prepare']);
    field.remove();
  });

  it('ends where the release cannot be heard', () => {
    press('q');
    window.dispatchEvent(new Event('blur'));
    expect(said.at(-1)).toBe(false);
    lift('q');
    expect(said).toHaveLength(3);
  });

  it('ends with the call, and does nothing outside of one', async () => {
    press('q');
    isOn.value = false;
    await nextTick();
    expect(said.at(-1)).toBe(false);
    press('q');
    expect(said).toHaveLength(3);
  });

  it('lets go, and leaves nothing behind', () => {
    press('q');
    stop();
    expect(said.at(-1)).toBe(false);
    press('q');
    expect(said).toHaveLength(3);
  });
});
