import type { Annotation } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { t } from '@/i18n';
import { EVERYTHING } from './list/choose-marks';
import MarkFilters from './list/MarkFilters.vue';
import PickedBar from './list/PickedBar.vue';
import MarkEditor from './MarkEditor.vue';
import MarksPanel from './MarksPanel.vue';
import { ANA, annotationOf, BEN, idOf } from './testing/annotation-of';

const NAMES: Record<string, string> = { [ANA]: 'Ana', [BEN]: 'Ben' };
const classOf = (id: string | null) => DEFAULT_VOCABULARY.classes.find((one) => one.id === id);
const [tumour] = DEFAULT_VOCABULARY.classes;
const line = annotationOf(2, { kind: 'line', geometry: [0, 0, 30, 40], label: '', author: BEN, note: 'near the margin' });

describe('MarksPanel', () => {
  const panel = (annotations: readonly Annotation[], rest: { selectedId?: string; picked?: ReadonlySet<string>; canDraw?: boolean; isLoading?: boolean } = {}) =>
    mount(MarksPanel, {
      props: {
        annotations, selectedId: null, picked: new Set<string>(), classOf, offered: DEFAULT_VOCABULARY.classes, planes: 3, mpp: { mppX: 0.5, mppY: 0.5 }, nameOf: (id: string) => NAMES[id], isMine: ({ author }: Annotation) => author === ANA, canDraw: true, ...rest,
      },
      attachTo: document.body,
    });
  const rows = (wrapper: ReturnType<typeof panel>): string[] => wrapper.findAll('.row b').map((row) => row.text());

  afterEach(() => document.body.replaceChildren());

  it('lists the newest first, each with its name or kind, measure and author', () => {
    const wrapper = panel([annotationOf(1), line, annotationOf(3, { author: 'someone' })]);
    expect(rows(wrapper)).toEqual(['no 3', t('annotations.kind.line'), 'no 1']);
    expect(wrapper.findAll('.row')[1]!.text()).toContain('25 µm');
    expect(wrapper.findAll('.row')[1]!.text()).toContain('Ben');
    expect(wrapper.findAll('.row')[0]!.text()).toContain(t('annotations.unknownAuthor'));
  });

  it.each([['NO 1', ['no 1']], ['margin', [t('annotations.kind.line')]], ['ben', [t('annotations.kind.line')]], [t('annotations.kind.line').toUpperCase(), [t('annotations.kind.line')]]])('finds by %p', async (words, found) => {
    const wrapper = panel([annotationOf(1), line]);
    await wrapper.get('input').setValue(words);
    expect(rows(wrapper)).toEqual(found);
  });

  it('says that nothing was found, and that nothing is there to who may draw and who may not', async () => {
    const wrapper = panel([annotationOf(1)]);
    await wrapper.get('input').setValue('purple');
    expect(wrapper.text()).toContain(t('annotations.noneFound', { text: 'purple' }));
    expect(panel([]).text()).toContain(t('annotations.none.hint'));
    expect(panel([], { canDraw: false }).text()).toContain(t('annotations.noneReadOnly.hint'));
  });

  it('does not say that nothing is there before that is known', () => {
    const wrapper = panel([], { isLoading: true });
    expect(wrapper.text()).toContain(t('annotations.loading'));
    expect(wrapper.text()).not.toContain(t('annotations.none.title'));
    expect(rows(panel([annotationOf(1)], { isLoading: true }))).toEqual(['no 1']);
  });

  it('jumps to the one that is clicked', async () => {
    const wrapper = panel([annotationOf(1), line]);
    await wrapper.findAll('.row')[0]!.trigger('click');
    expect(wrapper.emitted('jump')).toEqual([[line]]);
  });

  it('opens one’s own for editing, and someone else’s for reading', async () => {
    const wrapper = panel([annotationOf(1), line], { selectedId: idOf(1) });
    wrapper.getComponent(MarkEditor).vm.$emit('change', { label: 'x' });
    wrapper.getComponent(MarkEditor).vm.$emit('remove');
    expect([wrapper.emitted('change'), wrapper.emitted('remove')]).toEqual([[[[idOf(1)], { label: 'x' }]], [[[idOf(1)]]]]);
    await wrapper.setProps({ selectedId: idOf(2) });
    expect(wrapper.findComponent(MarkEditor).exists()).toBe(false);
    expect(wrapper.get('.full').text()).toBe('near the margin');
  });

  it('is named by its label, else its class, else its kind; its class, place and lock are told', () => {
    const wrapper = panel([annotationOf(1, { classId: tumour!.id, z: 1, isLocked: true }), annotationOf(2, { classId: tumour!.id, label: '' }), annotationOf(3, { label: '', classId: 'elsewhere' })]);
    expect(rows(wrapper)).toEqual([t('classes.unknown'), 'Tumour', 'no 1']);
    const last = wrapper.findAll('.row')[2]!;
    expect(last.text()).toContain(`Tumour · ${t('annotations.plane', { n: 2, all: 3 })}`);
    expect(last.find(`[aria-label="${t('annotations.locked')}"]`).exists()).toBe(true);
  });

  it('finds by class, and narrows to a person', async () => {
    const wrapper = panel([annotationOf(1, { classId: tumour!.id }), line]);
    await wrapper.get('input').setValue('tumo');
    expect(rows(wrapper)).toEqual(['no 1']);
    wrapper.getComponent(MarkFilters).vm.$emit('update:filter', { ...EVERYTHING, author: BEN });
    await nextTick();
    expect(rows(wrapper)).toEqual([t('annotations.kind.line')]);
  });

  it('shows what is selected on the slide though it was not looked for', async () => {
    const wrapper = panel([annotationOf(1), line]);
    await wrapper.get('input').setValue('margin');
    await wrapper.setProps({ selectedId: idOf(1), picked: new Set([idOf(1)]) });
    await nextTick();
    expect(rows(wrapper)).toContain('no 1');
  });

  describe('several', () => {
    const four = [1, 2, 3, 4].map((n) => annotationOf(n, n === 2 ? { author: BEN } : {}));

    it('are picked with Ctrl one by one, with Shift up to there, and by their boxes', async () => {
      const wrapper = panel(four);
      const [fourth, third, second] = wrapper.findAll('.row');
      await fourth!.trigger('click', { ctrlKey: true });
      await second!.trigger('click', { shiftKey: true });
      await third!.trigger('click', { metaKey: true });
      await wrapper.findAll('input[type=checkbox]')[3]!.setValue(true);
      expect(wrapper.emitted('toggle')).toEqual([[idOf(4)], [idOf(3)], [idOf(1)]]);
      expect(wrapper.emitted('pick')).toEqual([[[idOf(4), idOf(3), idOf(2)], true]]);
      expect(wrapper.emitted('jump')).toBeUndefined();
    });

    it('are all picked by one button: those that are found', async () => {
      const wrapper = panel(four);
      await wrapper.get('input').setValue('ana');
      await wrapper.get('.all').trigger('click');
      expect(wrapper.emitted('pick')).toEqual([[[idOf(4), idOf(3), idOf(1)], false]]);
    });

    it('have a bar that hands on what is to be done', async () => {
      const wrapper = panel(four, { picked: new Set([idOf(1), idOf(2)]) });
      const bar = wrapper.getComponent(PickedBar);
      expect(bar.text()).toContain(t('annotations.notYours', { n: 1, names: 'Ben 1' }));
      bar.vm.$emit('change', [idOf(1)], { isLocked: true });
      bar.vm.$emit('clear');
      expect([wrapper.emitted('change'), wrapper.emitted('pick')]).toEqual([[[[idOf(1)], { isLocked: true }]], [[[], false]]]);
    });
  });

  describe('with ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => annotationOf(i + 1));

    it('draws those near what is seen, counts all, and finds any', async () => {
      const wrapper = panel(many);
      expect(wrapper.findAll('.row').length).toBeLessThan(60);
      expect(wrapper.text()).toContain(t('annotations.count', { n: 10_000 }));
      await wrapper.get('input').setValue('no 777');
      expect(rows(wrapper)).toContain('no 777');
    });

    it('brings the selected one into sight', async () => {
      const wrapper = panel(many);
      await wrapper.setProps({ selectedId: idOf(1) });
      await nextTick();
      await nextTick();
      expect(rows(wrapper).at(-1)).toBe('no 1');
      expect(wrapper.get('.scroll').element.scrollTop).toBeGreaterThan(400_000);
    });

    it('draws no more rows than are near what is seen when one changes', async () => {
      const wrapper = panel(many);
      const Real = Intl.RelativeTimeFormat;
      let ages = 0;
      const counting = class extends Real {
        constructor(...given: ConstructorParameters<typeof Real>) {
          super(...given);
          ages++;
        }
      };
      Object.assign(Intl, { RelativeTimeFormat: counting });
      // As the page does it: the scale comes as another object each time.
      await wrapper.setProps({ annotations: [...many.slice(0, -1), annotationOf(10_000, { label: 'changed' })], mpp: { mppX: 0.5, mppY: 0.5 } });
      Object.assign(Intl, { RelativeTimeFormat: Real });
      expect(rows(wrapper)[0]).toBe('changed');
      expect(ages).toBeLessThan(60);
    });
  });

  it('lists what is on other slides where that was chosen: a click goes there, and nothing of it is picked or changed here', async () => {
    const far = annotationOf(9, { createdAt: 1 });
    const wrapper = mount(MarksPanel, {
      props: {
        annotations: [annotationOf(1, { createdAt: 50 })], elsewhere: [far], slide: 'all', slideOf: (one: Annotation) => (one.id === far.id ? { id: 'b', name: 'B2' } : undefined), slideChoices: [{ value: '', label: 'here' }, { value: 'all', label: 'open ones' }],
        threadOf: ({ id }: Annotation) => (id === far.id ? 'open' : 'none'), selectedId: null, picked: new Set<string>(), classOf, offered: DEFAULT_VOCABULARY.classes, planes: 3, mpp: undefined, nameOf: (id: string) => NAMES[id], isMine: () => true, canDraw: true,
      },
      attachTo: document.body,
    });
    expect(rows(wrapper as never)).toEqual(['no 1', 'no 9']);
    expect(wrapper.get('.p-group').text()).toContain('open ones');
    expect(wrapper.findAll('.row')[1]!.text()).toContain('B2');
    await wrapper.findAll('.row')[1]!.trigger('click');
    expect([wrapper.emitted('visit'), wrapper.emitted('jump')]).toEqual([[[far]], undefined]);
    await wrapper.get('.p-group .all').trigger('click');
    expect(wrapper.emitted('pick')).toEqual([[[idOf(1)], false]]);
    expect(wrapper.findAll('input[type=checkbox]')).toHaveLength(1);
    wrapper.getComponent(MarkFilters).vm.$emit('update:filter', { ...EVERYTHING, thread: 'open' });
    await nextTick();
    expect([rows(wrapper as never), wrapper.get('.p-group [role=status]').text()]).toEqual([['no 9'], t('annotations.countOf', { n: 1, all: 2 })]);
    await wrapper.findAll('button').find((one) => one.attributes('aria-label') === t('annotations.clearFilters'))!.trigger('click');
    expect(wrapper.emitted('update:slide')).toEqual([['']]);
    await wrapper.setProps({ slide: '' });
    expect(rows(wrapper as never)).toEqual(['no 1']);
  });
});
