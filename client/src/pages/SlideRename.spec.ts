import { jest } from '@jest/globals';
import type { CaseSummary } from '@parfocal/shared/api';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { useCases } from '@/features/cases';
import { slideOf } from '@/features/session/testing/slides';
import { t } from '@/i18n';
import SlideRename from './SlideRename.vue';

const answer = (status: number, body: unknown): void => {
  globalThis.fetch = jest.fn<typeof fetch>().mockResolvedValue({ ok: status < 400, status, json: () => Promise.resolve(body) } as Response);
};

describe('SlideRename', () => {
  const id = 'c1a4a2a0-0000-4000-8000-000000000001';
  const dialog = () => mount(SlideRename, { props: { caseId: 'case', slide: undefined }, global: { stubs: { PDialog: { template: '<div><slot /><slot name="actions" /></div>' } } } });
  const typed = async (name: string) => {
    const wrapper = dialog();
    await wrapper.setProps({ slide: slideOf(id, { name: 'A1' }) });
    await flushPromises();
    await wrapper.get('input').setValue(name);
    await wrapper.get('form').trigger('submit');
    await flushPromises();
    return wrapper;
  };
  beforeEach(() => setActivePinia(createPinia()));

  it('begins with the name as it is', async () => {
    const wrapper = dialog();
    await wrapper.setProps({ slide: slideOf(id, { name: 'A1' }) });
    expect(wrapper.get('input').element.value).toBe('A1');
  });

  it('renames and closes, and the list knows at once', async () => {
    answer(200, slideOf(id, { name: 'A1 · PAS' }));
    const store = useCases();
    store.cases = [{ id: 'case', slides: [slideOf(id, { name: 'A1' })] }] as unknown as CaseSummary[];
    const wrapper = await typed(' A1 · PAS ');
    expect(globalThis.fetch).toHaveBeenCalledWith(`/api/cases/case/slides/${id}`, expect.objectContaining({ method: 'PATCH', body: '{"name":"A1 · PAS"}' }));
    expect(wrapper.emitted('update:slide')).toEqual([[undefined]]);
    expect(store.cases?.flatMap(({ slides }) => slides.map(({ name }) => name))).toEqual(['A1 · PAS']);
  });

  it('asks the server for nothing without words, and says so', async () => {
    answer(200, {});
    const wrapper = await typed('  ');
    expect(globalThis.fetch).not.toHaveBeenCalled();
    expect(wrapper.text()).toContain(t('slides.nameMissing'));
  });

  it('stays open with the reason where the server refuses', async () => {
    answer(403, { code: 'forbidden', correlationId: 'r' });
    const wrapper = await typed('A2');
    expect([wrapper.emitted('update:slide'), wrapper.text().includes(t('errors.forbidden'))]).toEqual([undefined, true]);
  });
});
