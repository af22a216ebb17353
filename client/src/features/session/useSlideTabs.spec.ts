import type { SlideSummary } from '@parfocal/shared/api';
import { nextTick, ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { slideOf } from './testing/slides';
import { neighbourOf, type SlideTabs, useSlideTabs } from './useSlideTabs';

describe('useSlideTabs', () => {
  const slides = shallowRef<readonly SlideSummary[]>([]);
  const current = ref<string>();
  let tabs: SlideTabs;
  let stop: () => void;

  const go = async (id: string): Promise<void> => {
    current.value = id;
    await nextTick();
  };
  const shown = (): string[] => tabs.tabs.value.map(({ id }) => id);

  beforeEach(async () => {
    slides.value = ['a', 'b', 'c', 'd'].map((id) => slideOf(id, { state: id === 'c' ? 'damaged' : 'ready' }));
    current.value = undefined;
    ({ result: tabs, stop } = inScope(() => useSlideTabs({ slides, current, open: (id) => void (current.value = id) })));
    await go('a');
  });
  afterEach(() => stop());

  it('keeps every slide that was opened, once, in the order of opening', async () => {
    await go('d');
    await go('a');
    await go('b');
    expect(shown()).toEqual(['a', 'd', 'b']);
  });

  it('goes to the neighbour where the open one is closed, and stays where another is', async () => {
    await go('b');
    await go('d');
    tabs.close('a');
    expect([shown(), current.value]).toEqual([['b', 'd'], 'd']);
    tabs.close('d');
    expect([shown(), current.value]).toEqual([['b'], 'b']);
  });

  it('never closes the last one', () => {
    tabs.close('a');
    expect(shown()).toEqual(['a']);
  });

  it('goes round among tabs, and round among the slides that can be shown', async () => {
    await go('d');
    tabs.step(1);
    expect(current.value).toBe('a');
    tabs.step(-1);
    expect(current.value).toBe('d');
    const next = (id: string | undefined): string | undefined => neighbourOf(slides.value, id, 1);
    expect(['a', 'b', 'd', undefined].map(next)).toEqual(['b', 'd', 'a', 'a']);
    expect(neighbourOf(slides.value, 'd', -1)).toBe('b');
  });

  it('drops a slide that left the case', async () => {
    await go('b');
    slides.value = slides.value.filter(({ id }) => id !== 'a');
    expect(shown()).toEqual(['b']);
  });
});
