import { mount } from '@vue/test-utils';
import { nextTick } from 'vue';
import ThreadComposer from './ThreadComposer.vue';

const people = [{ id: 'a', name: 'Ana Li' }, { id: 'b', name: 'Ben' }];

describe('ThreadComposer', () => {
  const write = async (text: string) => {
    const wrapper = mount(ThreadComposer, { props: { people }, attachTo: document.body });
    const area = wrapper.get('textarea');
    await area.setValue(text);
    return { wrapper, area, options: () => wrapper.findAll('[role=option]').map((one) => one.text()) };
  };
  afterEach(() => document.body.replaceChildren());

  it('sends on Enter, once, with those it calls, and is empty again', async () => {
    const { wrapper, area } = await write('@Ben please');
    (area.element as HTMLTextAreaElement).setSelectionRange(11, 11);
    await area.trigger('input');
    await area.trigger('keydown', { key: 'Escape' });
    await area.trigger('keydown', { key: 'Enter' });
    await area.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('say')).toEqual([['@Ben please', ['b']]]);
  });

  it('sends nothing while an input method composes, nor with Shift', async () => {
    const { wrapper, area } = await write('words');
    await area.trigger('keydown', { key: 'Enter', isComposing: true });
    await area.trigger('keydown', { key: 'Enter', shiftKey: true });
    expect(wrapper.emitted('say')).toBeUndefined();
  });

  it('offers colleagues after an @, by arrows and Enter', async () => {
    const { wrapper, area, options } = await write('hello @');
    expect(options()).toEqual(['Ana Li', 'Ben']);
    await area.trigger('keydown', { key: 'ArrowDown' });
    expect(wrapper.get('[aria-selected=true]').text()).toBe('Ben');
    await area.trigger('keydown', { key: 'Enter' });
    await nextTick();
    expect([(area.element as HTMLTextAreaElement).value, options(), wrapper.emitted('say')]).toEqual(['hello @Ben ', [], undefined]);
  });

  it('offers those that match, also by the family name, and to the mouse', async () => {
    const { wrapper, area, options } = await write('@li');
    expect(options()).toEqual(['Ana Li']);
    await wrapper.get('[role=option]').trigger('pointerdown');
    await nextTick();
    expect((area.element as HTMLTextAreaElement).value).toBe('@Ana Li ');
  });
});
