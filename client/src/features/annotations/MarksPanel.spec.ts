import type { Annotation } from '@parfocal/shared/annotation';
import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import { t } from '@/i18n';
import MarkEditor from './MarkEditor.vue';
import MarksPanel from './MarksPanel.vue';
import { ANA, annotationOf, BEN, idOf } from './testing/annotation-of';

const NAMES: Record<string, string> = { [ANA]: 'Ana', [BEN]: 'Ben' };
const line = annotationOf(2, { kind: 'line', geometry: [0, 0, 30, 40], label: '', author: BEN, note: 'near the margin' });

describe('MarksPanel', () => {
  const panel = (annotations: readonly Annotation[], rest: { selectedId?: string; canDraw?: boolean } = {}) =>
    mount(MarksPanel, {
      props: {
        annotations, selectedId: null, mpp: { mppX: 0.5, mppY: 0.5 }, nameOf: (id: string) => NAMES[id], isMine: ({ author }: Annotation) => author === ANA, canDraw: true, ...rest,
      },
      attachTo: document.body,
    });
  const rows = (wrapper: ReturnType<typeof panel>): string[] => wrapper.findAll('.row b').map((row) => row.text());

  beforeEach(() => {
    Element.prototype.scrollIntoView = () => undefined;
  });
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

  it('jumps to the one that is clicked', async () => {
    const wrapper = panel([annotationOf(1), line]);
    await wrapper.findAll('.row')[0]!.trigger('click');
    expect(wrapper.emitted('jump')).toEqual([[line]]);
  });

  it('opens one’s own for editing, and someone else’s for reading', async () => {
    const wrapper = panel([annotationOf(1), line], { selectedId: idOf(1) });
    wrapper.getComponent(MarkEditor).vm.$emit('change', { label: 'x' });
    wrapper.getComponent(MarkEditor).vm.$emit('remove');
    expect([wrapper.emitted('change'), wrapper.emitted('remove')]).toEqual([[[idOf(1), { label: 'x' }]], [[idOf(1)]]]);
    await wrapper.setProps({ selectedId: idOf(2) });
    expect(wrapper.findComponent(MarkEditor).exists()).toBe(false);
    expect(wrapper.get('.full').text()).toBe('near the margin');
  });

  it('brings the selected one into sight', async () => {
    const seen: string[] = [];
    Element.prototype.scrollIntoView = function () {
      seen.push(this.id);
    };
    const wrapper = panel([annotationOf(1), line]);
    await wrapper.setProps({ selectedId: idOf(1) });
    await nextTick();
    expect(seen).toEqual([`mark-${idOf(1)}`]);
  });

  describe('with ten thousand', () => {
    const many = Array.from({ length: 10_000 }, (_, i) => annotationOf(i + 1));

    it('draws the newest few hundred, counts all, and still shows the selected one and what is looked for', async () => {
      const wrapper = panel(many, { selectedId: idOf(1) });
      expect(wrapper.findAll('.row').length).toBeLessThanOrEqual(301);
      expect(wrapper.text()).toContain(t('annotations.count', { n: 10_000 }));
      expect(rows(wrapper)[0]).toBe('no 1');
      await wrapper.get('input').setValue('no 77');
      expect(rows(wrapper)).toContain('no 77');
    });

    it('draws one row when one changes', async () => {
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
      expect(ages).toBe(1);
    });
  });
});
