import type { Annotation } from '@parfocal/shared/annotation';
import { nextTick, ref, shallowRef } from 'vue';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import type { SaveState } from '@/wire';
import { useGoTo } from './useGoTo';

describe('useGoTo', () => {
  const { toasts, dismiss } = useToasts();
  const texts = (): string[] => toasts.value.map(({ text }) => text);
  afterEach(() => {
    for (const { id } of toasts.value) dismiss(id);
  });

  const begin = () => {
    const state = ref<SaveState>({ kind: 'loading' });
    const annotations = shallowRef<readonly Annotation[]>([]);
    const jumped: string[] = [];
    const marks = { annotations: { annotations }, layers: { visit: () => undefined }, slideDocument: { state }, tools: { jumpTo: ({ id }: Annotation) => jumped.push(id), select: () => undefined } };
    const slides = { slide: shallowRef({ id: 's' }), slideId: ref('s'), record: ref({ slides: [{ id: 's' }] }), open: async () => undefined };
    const { result: goTo, stop } = inScope(() => useGoTo({ viewer: { show: () => undefined } as never, slides: slides as never, marks: marks as never, beforeMove: () => undefined }));
    return { goTo, stop, state, annotations, jumped };
  };
  const mark = { id: 'm', layer: 'case' } as const;

  it('goes to an annotation once it is here', async () => {
    const { goTo, stop, state, annotations, jumped } = begin();
    goTo({ slideId: 's', view: null, mark });
    await nextTick();
    annotations.value = [{ id: 'm' } as Annotation];
    state.value = { kind: 'saved' };
    await nextTick();
    expect([jumped, texts()]).toEqual([['m'], []]);
    stop();
  });

  it('says of an annotation or a slide that is gone that it is, and speaks of no link: whoever goes there may come from a message, a mention or the list', async () => {
    const { goTo, stop, state } = begin();
    state.value = { kind: 'saved' };
    goTo({ slideId: 's', view: null, mark });
    await nextTick();
    goTo({ slideId: 'elsewhere', view: null, mark: null });
    expect(texts()).toEqual([t('views.goneMark'), t('views.goneSlide')]);
    expect(texts().join()).not.toMatch(/link/i);
    stop();
  });
});
