import type { Annotation } from '@parfocal/shared/annotation';
import { nextTick, onScopeDispose, ref, shallowRef } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { OTHER_SLIDES_MAX, useOtherSlides } from './useOtherSlides';

describe('useOtherSlides', () => {
  const begin = () => {
    const open = new Set<string>();
    const caseId = ref<string | undefined>('c');
    const wanted = shallowRef<readonly string[]>([]);
    const layersOf = (({ place }: { place: { value: { slideId: string; caseId: string } } }) => {
      const { slideId, caseId: of } = place.value;
      open.add(`${of}/${slideId}`);
      onScopeDispose(() => open.delete(`${of}/${slideId}`));
      return { annotations: { annotations: shallowRef([{ id: `on ${slideId}` } as Annotation]) }, open: shallowRef([]) };
    }) as never;
    const { result: others, stop } = inScope(() => useOtherSlides({ socket: undefined as never, caseId, wanted, sessionId: 's', personId: 'p', canDraw: ref(true), nameOf: () => '', layersOf }));
    return { open, caseId, wanted, others, stop };
  };

  it('opens the slides that are wanted, in their order, and closes them when they are not', async () => {
    const { open, wanted, others, stop } = begin();
    wanted.value = ['a', 'b'];
    await nextTick();
    expect(others.annotations.value.map((one) => [one.id, others.slideOf.value.get(one)])).toEqual([['on a', 'a'], ['on b', 'b']]);
    const kept = others.slides.value[1];
    wanted.value = ['c', 'b'];
    await nextTick();
    expect([[...open].sort(), others.slides.value[1]]).toEqual([['c/b', 'c/c'], kept]);
    stop();
    expect(open.size).toBe(0);
  });

  it('D1: never opens more than a person may have connections for', async () => {
    const { open, wanted, stop } = begin();
    wanted.value = Array.from({ length: 40 }, (_, i) => `s${i}`);
    await nextTick();
    expect(open.size).toBe(OTHER_SLIDES_MAX);
    stop();
  });

  it('lets go of the slides of another case', async () => {
    const { open, caseId, wanted, stop } = begin();
    wanted.value = ['a'];
    await nextTick();
    caseId.value = 'd';
    await nextTick();
    expect([...open]).toEqual(['d/a']);
    stop();
  });
});
