import { mount } from '@vue/test-utils';
import { t } from '@/i18n';
import SlideTabs from './SlideTabs.vue';
import { slideOf } from './testing/slides';

describe('SlideTabs', () => {
  const tabs = (...ids: string[]) => mount(SlideTabs, { props: { tabs: ids.map((id) => slideOf(id, { name: `${id} · H&E` })), current: ids[0] }, attachTo: document.body });
  afterEach(() => document.body.replaceChildren());

  it('names every slide by part and stain, and marks the one on the screen', () => {
    const names = tabs('A1', 'B1').findAll('.name');
    expect(names.map((one) => one.text())).toEqual(['A1 H&E', 'B1 H&E']);
    expect(names.map((one) => one.attributes('aria-current'))).toEqual(['page', undefined]);
  });

  it('opens by a click, closes by its button, the middle button and Delete', async () => {
    const wrapper = tabs('A1', 'B1');
    await wrapper.findAll('.name')[1]!.trigger('click');
    await wrapper.get(`[aria-label="${t('session.tabClose', { slide: 'A1 · H&E' })}"]`).trigger('click');
    await wrapper.findAll('li')[1]!.trigger('auxclick', { button: 1 });
    await wrapper.findAll('li')[1]!.trigger('auxclick', { button: 2 });
    await wrapper.findAll('.name')[0]!.trigger('keydown', { key: 'Delete' });
    expect(wrapper.emitted()).toMatchObject({ open: [['B1']], close: [['A1'], ['B1'], ['A1']] });
  });

  it('goes along by arrow keys, round and round, and keeps them from the slide', async () => {
    const wrapper = tabs('A1', 'B1');
    const names = wrapper.findAll<HTMLButtonElement>('.name');
    names[0]!.element.focus();
    const event = new KeyboardEvent('keydown', { key: 'ArrowLeft', cancelable: true });
    names[0]!.element.dispatchEvent(event);
    expect([document.activeElement, event.defaultPrevented]).toEqual([names[1]!.element, true]);
    await names[1]!.trigger('keydown', { key: 'ArrowRight' });
    expect(document.activeElement).toBe(names[0]!.element);
  });

  it('does not close the last one', async () => {
    const wrapper = tabs('A1');
    await wrapper.get('.name').trigger('keydown', { key: 'Delete' });
    expect([wrapper.findAll('.close'), wrapper.emitted('close')]).toEqual([[], undefined]);
  });
});
