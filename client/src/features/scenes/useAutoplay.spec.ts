import { jest } from '@jest/globals';
import { type Ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { type Autoplay, AUTOPLAY_CONTROLS, useAutoplay } from './useAutoplay';

describe('useAutoplay', () => {
  let current: Ref<{ id: string } | undefined>;
  let autoplay: Autoplay;
  let stop: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    current = shallowRef({ id: '1' });
    const next = (): boolean => {
      if (current.value?.id === '3') return false;
      current.value = { id: String(Number(current.value?.id) + 1) };
      return true;
    };
    ({ result: autoplay, stop } = inScope(() => useAutoplay({ current, next })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
    document.body.replaceChildren();
  });

  it('goes on after so many seconds each, and ends at the last', () => {
    autoplay.everyS.value = 5;
    jest.advanceTimersByTime(4_999);
    expect(current.value?.id).toBe('1');
    jest.advanceTimersByTime(1);
    expect(current.value?.id).toBe('2');
    jest.advanceTimersByTime(5_000);
    expect([current.value?.id, autoplay.everyS.value]).toEqual(['3', 5]);
    jest.advanceTimersByTime(5_000);
    expect([current.value?.id, autoplay.everyS.value]).toEqual(['3', 0]);
  });

  it.each(['pointerdown', 'wheel', 'keydown'])('ends at a person’s own %s, but not at its own controls', (input) => {
    document.body.innerHTML = `<main></main><p ${AUTOPLAY_CONTROLS}><button></button></p>`;
    autoplay.everyS.value = 5;
    document.querySelector('button')!.dispatchEvent(new Event(input, { bubbles: true }));
    expect(autoplay.everyS.value).toBe(5);
    document.querySelector('main')!.dispatchEvent(new Event(input, { bubbles: true }));
    expect(autoplay.everyS.value).toBe(0);
    jest.advanceTimersByTime(10_000);
    expect(current.value?.id).toBe('1');
  });

  it('ends with the playing, and with its scope', () => {
    autoplay.everyS.value = 5;
    current.value = undefined;
    expect(autoplay.everyS.value).toBe(0);
    current.value = { id: '1' };
    autoplay.everyS.value = 5;
    stop();
    jest.advanceTimersByTime(10_000);
    expect(current.value.id).toBe('1');
  });
});
