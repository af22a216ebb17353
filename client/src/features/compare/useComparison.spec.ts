import type { SlideSummary } from '@parfocal/shared/api';
import { ref, shallowRef } from 'vue';
import { slideOf } from '@/features/session/testing/slides';
import { type Comparison, SESSION_PANE, useComparison } from './useComparison';

describe('useComparison', () => {
  const slides = shallowRef<readonly SlideSummary[]>([]);
  const current = ref<string | undefined>('a');
  let comparison: Comparison;
  const shown = (): string[] => comparison.references.value.map(({ slideId }) => slideId);
  const keys = (): number[] => comparison.references.value.map(({ key }) => key);

  beforeEach(() => {
    slides.value = ['a', 'b', 'c'].map((id) => slideOf(id, { state: id === 'b' ? 'damaged' : 'ready' }));
    current.value = 'a';
    comparison = useComparison({ slides, current });
  });

  it('begins with the session’s pane alone, which has the keyboard', () => {
    expect([comparison.count.value, comparison.isOpen.value, comparison.active.value]).toEqual([1, false, SESSION_PANE]);
  });

  it('fills new panes with slides that are in none, then with the session’s own', () => {
    comparison.split(4);
    expect([comparison.count.value, shown()]).toEqual([4, ['c', 'a', 'a']]);
  });

  it('begins with another stain of the same part', () => {
    slides.value = [['a', 'A1 · H&E'], ['b', 'B1 · H&E'], ['c', 'A1 · Ki-67']].map(([id, name]) => slideOf(id!, { name }));
    comparison.split(3);
    expect(shown()).toEqual(['c', 'b']);
  });

  it('takes a slide that waits for a rescan only after the others', () => {
    slides.value = [slideOf('a', { name: 'A1 · H&E' }), slideOf('b', { name: 'A1 · Ki-67', verdict: 'rejected' }), slideOf('c', { name: 'B1 · H&E' })];
    comparison.split(3);
    expect(shown()).toEqual(['c', 'b']);
  });

  it('opens four at most, and none before there is a slide', () => {
    comparison.split(9);
    expect(comparison.count.value).toBe(4);
    current.value = undefined;
    slides.value = [];
    comparison.split(1);
    comparison.split(2);
    expect(comparison.isOpen.value).toBe(false);
  });

  it('leaves the panes that stay as they are', () => {
    comparison.split(3);
    const before = keys();
    comparison.choose(before[1]!, 'c');
    comparison.split(4);
    expect([keys().slice(0, 2), shown()]).toEqual([before, ['c', 'c', 'a']]);
    comparison.remove(before[0]!);
    expect(shown()).toEqual(['c', 'a']);
  });

  it('gives the keyboard round, and back to the session where its pane goes', () => {
    comparison.split(3);
    const [first, second] = keys();
    const seen = [1, 2, 3].map(() => (comparison.next(), comparison.active.value));
    expect(seen).toEqual([first, second, SESSION_PANE]);
    comparison.activate(second!);
    comparison.split(2);
    expect(comparison.active.value).toBe(SESSION_PANE);
  });
});
