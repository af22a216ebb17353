import { jest } from '@jest/globals';
import { mount } from '@vue/test-utils';
import { h, nextTick } from 'vue';
import PAvatar from './PAvatar.vue';
import PButton from './PButton.vue';
import PField from './PField.vue';
import PIconButton from './PIconButton.vue';
import PProgress from './PProgress.vue';
import PRow from './PRow.vue';
import PSelect from './PSelect.vue';
import PTabs from './PTabs.vue';

describe('PButton', () => {
  it('does nothing while busy, and keeps its name and its focus', async () => {
    const onClick = jest.fn();
    const button = mount(PButton, { props: { busy: true }, attrs: { onClick }, slots: { default: 'Create case' } });
    await button.trigger('click');
    expect(onClick).not.toHaveBeenCalled();
    expect(button.attributes()).toMatchObject({ 'aria-busy': 'true', 'aria-disabled': 'true' });
    expect(button.attributes('disabled')).toBeUndefined();
    expect(button.text()).toBe('Create case');

    await button.setProps({ busy: false });
    await button.trigger('click');
    expect(onClick).toHaveBeenCalledTimes(1);
  });

  it('submits a form only where it is told to', () => {
    expect(mount(PButton).attributes('type')).toBe('button');
    expect(mount(PButton, { props: { type: 'submit' } }).attributes('type')).toBe('submit');
  });
});

describe('PIconButton', () => {
  it('has its label as name, its key, and its state if it is a toggle', () => {
    const tool = mount(PIconButton, { props: { label: 'Ruler', shortcut: 'L', pressed: true } }).get('button');
    expect(tool.attributes()).toMatchObject({ 'aria-label': 'Ruler', 'aria-keyshortcuts': 'L', 'aria-pressed': 'true' });
    expect(mount(PIconButton, { props: { label: 'Undo' } }).get('button').attributes('aria-pressed')).toBeUndefined();
  });
});

describe('PField', () => {
  it('ties label and error to the input', async () => {
    const field = mount(PField, { props: { label: 'Name', hint: 'As in the department' }, attrs: { maxlength: 64 } });
    const input = field.get('input');
    expect(field.get('label').attributes('for')).toBe(input.attributes('id'));
    expect(input.attributes('aria-invalid')).toBeUndefined();

    await field.setProps({ error: 'Enter your name.' });
    const words = field.get(`#${input.attributes('aria-describedby')}`);
    expect(words.text()).toBe('Enter your name.');
    expect(input.attributes()).toMatchObject({ 'aria-invalid': 'true', maxlength: '64' });
  });

  it('is a v-model', async () => {
    const field = mount(PField, { props: { label: 'Name', modelValue: 'a' } });
    await field.get('input').setValue('b');
    expect(field.emitted('update:modelValue')).toEqual([['b']]);
  });

  it('gives another control the ids that tie it to its words', () => {
    const field = mount(PField, {
      props: { label: 'Role', hint: 'What may they do?' },
      slots: { default: ({ id }: { id: string }) => h('select', { id }) },
    });
    expect(field.get('select').attributes('id')).toBe(field.get('label').attributes('for'));
  });
});

describe('PSelect', () => {
  it('says what was chosen', async () => {
    const options = [{ value: 'expert', label: 'Expert' }, { value: 'observer', label: 'Observer' }];
    const select = mount(PSelect, { props: { label: 'Role', modelValue: 'expert', options } });
    expect(select.get('select').attributes('aria-label')).toBe('Role');
    await select.get('select').setValue('observer');
    expect(select.emitted('update:modelValue')).toEqual([['observer']]);
  });
});

describe('PTabs', () => {
  it('shows one panel, and another by its tab', async () => {
    const tabs = mount(PTabs, {
      props: { label: 'About this slide', modelValue: 'marks', tabs: [{ id: 'marks', label: 'Marks', count: 3 }, { id: 'people', label: 'People' }], 'onUpdate:modelValue': (modelValue: string) => tabs.setProps({ modelValue }) },
      slots: { marks: 'three marks', people: 'two people' },
      attachTo: document.body,
    });
    await nextTick();
    expect(tabs.text()).toContain('three marks');
    expect(tabs.text()).not.toContain('two people');
    await tabs.findAll('[role=tab]')[1]?.trigger('mousedown', { button: 0 });
    expect(tabs.text()).toContain('two people');
    expect(tabs.findAll('[role=tab]').map((tab) => tab.attributes('aria-selected'))).toEqual(['false', 'true']);
    tabs.unmount();
  });
});

describe('PProgress', () => {
  it.each([
    [0.426, '43'],
    [1.5, '100'],
    [null, undefined],
  ])('a share of %s reads as %s', (share, now) => {
    expect(mount(PProgress, { props: { label: 'Upload of a.svs', share } }).attributes('aria-valuenow')).toBe(now);
  });
});

describe('PAvatar', () => {
  it('says who it is and what they are doing, not their initials', () => {
    const avatar = mount(PAvatar, { props: { name: 'Expert B', colour: 7, speaking: true } });
    expect(avatar.attributes('aria-label')).toBe('Expert B, speaking');
    expect(avatar.text()).toBe('');
    expect(avatar.attributes('style')).toContain('#e69f00'); // the seventh after six is the second
  });
});

describe('PRow', () => {
  const props = { name: 'Infiltrate', below: 'Polygon' };

  it('is plain words, and tells nothing when it is clicked', async () => {
    const row = mount(PRow, { props });
    expect(row.find('button').exists()).toBe(false);
    await row.get('.p-row-head').trigger('click');
    expect(row.emitted('choose')).toBeUndefined();
  });

  it('is a button without the buttons beside it, and says whether it is open', async () => {
    const row = mount(PRow, { props: { ...props, choosable: true, expanded: false }, slots: { acts: '<button class="other">x</button>' } });
    const head = row.get('button.p-row-head');
    expect(head.attributes('aria-expanded')).toBe('false');
    expect(head.find('.other').exists()).toBe(false);
    await head.trigger('click');
    await row.get('.other').trigger('click');
    expect(row.emitted('choose')).toHaveLength(1);
    expect(head.text()).toBe('InfiltratePolygon');
  });
});
