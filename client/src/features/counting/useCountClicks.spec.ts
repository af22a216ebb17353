import { jest } from '@jest/globals';
import type { SlidePoint } from '@parfocal/shared/geometry';
import { nextTick, ref } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import type { SlideViewer } from '@/viewer';
import { useCountClicks } from './useCountClicks';

describe('useCountClicks', () => {
  const begin = () => {
    const element = document.createElement('div');
    document.body.replaceChildren(element);
    const listeners = new Set<(at: SlidePoint | null) => void>();
    const viewer = { onPointer: (listener: (at: SlidePoint | null) => void) => (listeners.add(listener), () => listeners.delete(listener)) } as unknown as SlideViewer;
    const [onCount, onTakeBack, isOn] = [jest.fn(), jest.fn(), ref(true)];
    const { stop } = inScope(() => useCountClicks({ element, viewer, isOn, isElsewhere: ({ target }) => target instanceof HTMLInputElement, onCount, onTakeBack }));
    const mouse = (type: string, clientX: number, more = {}) => element.dispatchEvent(Object.assign(new MouseEvent(type, { clientX, clientY: 0, button: 0, ...more }), { isPrimary: true }));
    const key = (name: string, on: Element = document.body) => {
      const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });
      on.dispatchEvent(event);
      return event;
    };
    return { onCount, onTakeBack, isOn, stop, mouse, key, point: (at: SlidePoint | null) => listeners.forEach((listener) => listener(at)) };
  };

  it('counts where the pointer is on a click, and not after a pan', () => {
    const { mouse, point, onCount } = begin();
    point({ x: 5, y: 6 });
    mouse('pointerdown', 0);
    mouse('pointerup', 3);
    mouse('pointerdown', 0);
    mouse('pointerup', 30);
    mouse('pointerdown', 0, { button: 2 });
    mouse('pointerup', 0);
    expect(onCount.mock.calls).toEqual([[{ x: 5, y: 6 }]]);
  });

  it('counts on X, takes back on Backspace, and leaves both to a field that is typed into', () => {
    const { key, point, onCount, onTakeBack } = begin();
    key('x');
    point({ x: 1, y: 2 });
    expect(key('X').defaultPrevented).toBe(true);
    expect(key('Backspace').defaultPrevented).toBe(true);
    const input = document.body.appendChild(document.createElement('input'));
    key('x', input);
    key('Backspace', input);
    expect([onCount.mock.calls.length, onTakeBack.mock.calls.length]).toEqual([1, 1]);
  });

  it('is silent while it is off, and leaves nothing behind', async () => {
    const { key, mouse, point, isOn, stop, onCount, onTakeBack } = begin();
    point({ x: 1, y: 2 });
    isOn.value = false;
    await nextTick();
    key('x');
    isOn.value = true;
    await nextTick();
    stop();
    key('Backspace');
    mouse('pointerdown', 0);
    mouse('pointerup', 0);
    expect([onCount.mock.calls.length, onTakeBack.mock.calls.length]).toEqual([0, 0]);
  });
});
