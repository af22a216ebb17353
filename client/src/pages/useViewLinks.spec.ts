import { jest } from '@jest/globals';
import type { Annotation } from '@parfocal/shared/annotation';
import type { SlideDetail } from '@parfocal/shared/api';
import { mount } from '@vue/test-utils';
import { defineComponent, nextTick, ref, shallowRef } from 'vue';
import { createMemoryHistory, createRouter, type Router } from 'vue-router';
import type { ViewLink } from '@/features/links';
import { t } from '@/i18n';
import { useToasts } from '@/ui';
import { appearanceFor, type SlideViewer } from '@/viewer';
import type { SaveState } from '@/wire';
import { useViewLinks } from './useViewLinks';

const slideOf = (id: string): SlideDetail => ({ id, image: { zPlanes: 1 } }) as unknown as SlideDetail;

describe('useViewLinks', () => {
  const { toasts, dismiss } = useToasts();
  const slide = shallowRef<SlideDetail | undefined>();
  const state = ref<SaveState>({ kind: 'loading' });
  const annotations = shallowRef<readonly Annotation[]>([]);
  let [jumped, selected]: [string[], string[]] = [[], []];
  let links: ReturnType<typeof useViewLinks>;
  let router: Router;
  let copied: string[];
  const visited: string[] = [];
  const OLD = 'session~00000000-0000-4000-8000-000000000009';

  const begin = async (link: ViewLink = {}): Promise<void> => {
    slide.value = slideOf('slide');
    state.value = { kind: 'loading' };
    annotations.value = [];
    [jumped, selected, copied] = [[], [], []];
    router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/cases/:caseId/slides/:slideId', name: 'view', component: {} }, { path: '/', component: {} }] });
    const viewer = { view: () => ({ x: 10, y: 20, resolution: 2, rotation: 0, widthPx: 8, heightPx: 6 }), appearance: () => ({ ...appearanceFor(slide.value!), contrast: 2 }) } as unknown as SlideViewer;
    const layers = { visit: (layer: string) => visited.push(layer), layerOf: ({ id }: Annotation) => (id === 'in session' ? OLD : 'case') };
    const marks = { layers, annotations: { annotations }, slideDocument: { state }, tools: { jumpTo: ({ id }: Annotation) => jumped.push(id), select: (id: string) => selected.push(id) } };
    mount(defineComponent({
      setup: () => {
        links = useViewLinks({ viewer, caseId: ref('case'), slide, marks: marks as never, start: { slideId: 'slide', link } });
        return () => null;
      },
    }), { global: { plugins: [router] } });
    await nextTick();
  };
  const arrive = async (ids: string[], kind: 'saved' | 'sending' = 'saved'): Promise<void> => {
    annotations.value = ids.map((id) => ({ id }) as Annotation);
    state.value = kind === 'saved' ? { kind } : { kind, unsent: 0 };
    await nextTick();
  };

  beforeEach(() => {
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText: async (text: string) => void copied.push(text) } });
  });
  afterEach(() => {
    for (const { id } of toasts.value) dismiss(id);
    jest.restoreAllMocks();
  });

  it('copies a link to the view with what is otherwise than first shown, and one to an annotation', async () => {
    await begin();
    await links.copyLink();
    await links.copyLinkTo({ id: 'mark' } as Annotation);
    const paths = copied.map((link) => link.replace(location.origin, ''));
    expect(paths).toEqual(['/cases/case/slides/slide?at=10_20_2&look=c2', '/cases/case/slides/slide?look=c2&mark=mark']);
  });

  it('names the session of an annotation that was drawn into its layer, and opens that layer from a link', async () => {
    await begin();
    await links.copyLinkTo({ id: 'in session' } as Annotation);
    expect(new URL(copied[0]!).searchParams.get('in')).toBe(OLD);
    expect(visited).toEqual([]);
    await begin({ mark: 'x', layer: OLD });
    expect(visited).toEqual([OLD]);
  });

  it('hands the link over where the browser copies nothing', async () => {
    await begin();
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: undefined });
    await links.copyLink();
    expect(links.uncopied.value).toContain('?at=10_20_2');
  });

  it('goes to the annotation of a link once, as soon as it is here', async () => {
    await begin({ mark: 'b' });
    await arrive(['a'], 'sending');
    expect(jumped).toEqual([]);
    await arrive(['a', 'b']);
    await arrive(['a', 'b', 'c']);
    expect(jumped).toEqual(['b']);
  });

  it('only selects it where the link also says where to look', async () => {
    await begin({ mark: 'b', view: { x: 1, y: 1, resolution: 1, rotation: 0 } });
    await arrive(['b']);
    expect([jumped, selected]).toEqual([[], ['b']]);
  });

  it('says that it is gone, once all are here, and not of another slide', async () => {
    await begin({ mark: 'b' });
    slide.value = slideOf('other');
    await arrive(['a']);
    expect(toasts.value).toEqual([]);
    slide.value = slideOf('slide');
    await nextTick();
    expect(toasts.value.map(({ text }) => text)).toEqual([t('views.linkNoMark')]);
  });
});
