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

  it('Esc closes the names first, then leaves the field with its words, and neither reaches the slide', async () => {
    const { area, options } = await write('margin? @');
    const heard: string[] = [];
    const listen = ({ key }: KeyboardEvent): void => void heard.push(key);
    document.addEventListener('keydown', listen);
    area.element.focus();
    await area.trigger('keydown', { key: 'Escape' });
    expect([options(), document.activeElement === area.element]).toEqual([[], true]);
    await area.trigger('keydown', { key: 'Escape', isComposing: true });
    expect(document.activeElement).toBe(area.element);
    heard.length = 0;
    await area.trigger('keydown', { key: 'Escape' });
    document.removeEventListener('keydown', listen);
    expect([document.activeElement === area.element, area.element.value, heard]).toEqual([false, 'margin? @', []]);
  });
});
