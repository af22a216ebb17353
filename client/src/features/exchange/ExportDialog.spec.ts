import { jest } from '@jest/globals';
import { mount } from '@vue/test-utils';
import { nextTick, ref } from 'vue';
import { t } from '@/i18n';
import { PSwitch } from '@/ui';
import ExportDialog from './ExportDialog.vue';
import type { Exporting } from './useExport';

describe('ExportDialog', () => {
  const progress = ref<{ done: number; of: number } | null>(null);
  let exportTo: jest.Mock<Exporting['exportTo']>;
  const dialog = async (rest: { picked?: number } = {}) => {
    const wrapper = mount(ExportDialog, {
      props: { open: false, exporting: { progress, exportTo } as unknown as Exporting, picked: 0, onSlide: 4, slides: 3, ...rest },
      global: { stubs: { PDialog: { template: '<div><slot /><slot name="actions" /></div>' } } },
    });
    await wrapper.setProps({ open: true });
    return wrapper;
  };
  type Wrapper = Awaited<ReturnType<typeof dialog>>;
  const scope = (wrapper: Wrapper) => wrapper.get('select');
  const switches = (wrapper: Wrapper) => wrapper.findAllComponents(PSwitch);
  const run = (wrapper: Wrapper) => wrapper.findAll('button').at(-1)!;

  beforeEach(() => {
    exportTo = jest.fn<Exporting['exportTo']>(async () => true);
    progress.value = null;
  });

  it('offers what is picked first where several are, else the slide, and asks for no layers', async () => {
    const wrapper = await dialog({ picked: 2 });
    expect(scope(wrapper).element.value).toBe('picked');
    expect(scope(await dialog()).element.value).toBe('slide');
    expect(switches(wrapper)).toHaveLength(0);
  });

  it('of the whole case, takes what everyone may read, and what is only for oneself when that is asked for', async () => {
    const wrapper = await dialog();
    await scope(wrapper).setValue('case');
    expect(switches(wrapper).map((one) => one.props('modelValue'))).toEqual([true, true, true, true, false, false]);
    switches(wrapper).at(4)!.vm.$emit('update:modelValue', true);
    switches(wrapper).at(0)!.vm.$emit('update:modelValue', false);
    await nextTick();
    await run(wrapper).trigger('click');
    expect([...exportTo.mock.calls[0]![2]]).toEqual(['session', 'earlier', 'revealed', 'private']);
    expect(wrapper.emitted('update:open')).toEqual([[false]]);
  });

  it('forgets at the next opening that something of one’s own went along', async () => {
    const wrapper = await dialog();
    await scope(wrapper).setValue('case');
    switches(wrapper).at(4)!.vm.$emit('update:modelValue', true);
    await wrapper.setProps({ open: false });
    await wrapper.setProps({ open: true });
    await scope(wrapper).setValue('case');
    expect(switches(wrapper).map((one) => one.props('modelValue'))).toEqual([true, true, true, true, false, false]);
  });

  it('has nothing to export without a layer', async () => {
    const wrapper = await dialog();
    await scope(wrapper).setValue('case');
    for (const one of switches(wrapper)) one.vm.$emit('update:modelValue', false);
    await nextTick();
    expect(run(wrapper).attributes('disabled')).toBeDefined();
  });

  it('stays open, and says how far it is, while it gathers', async () => {
    exportTo = jest.fn<Exporting['exportTo']>(async () => false);
    const wrapper = await dialog();
    progress.value = { done: 1, of: 3 };
    await nextTick();
    expect(wrapper.get('[role="status"]').text()).toBe(t('exchange.gathering', { done: 2, of: 3 }));
    progress.value = null;
    await nextTick();
    await run(wrapper).trigger('click');
    expect(wrapper.emitted('update:open')).toBeUndefined();
  });
});
