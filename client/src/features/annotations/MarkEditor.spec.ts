import { jest } from '@jest/globals';
import { type Annotation, LABEL_MAX } from '@parfocal/shared/annotation';
import { DEFAULT_VOCABULARY } from '@parfocal/shared/api';
import { mount } from '@vue/test-utils';
import { h, nextTick, shallowRef } from 'vue';
import MarkEditor from './MarkEditor.vue';
import { annotationOf } from './testing/annotation-of';

const offered = DEFAULT_VOCABULARY.classes;

describe('MarkEditor', () => {
  const annotation = shallowRef<Annotation>(annotationOf(1));
  let changes: Partial<Annotation>[];

  /** The editor in the hands of whoever keeps the changes, as the panel and the document do. */
  const edit = () => {
    const wrapper = mount({
      render: () => h(MarkEditor, {
        annotation: annotation.value,
        offered,
        ownClass: offered.find(({ id }) => id === annotation.value.classId),
        planes: 3,
        onChange: (change) => {
          changes.push(change);
          annotation.value = { ...annotation.value, ...change };
        },
      }),
    }, { attachTo: document.body });
    return { wrapper, label: wrapper.get('input'), note: wrapper.get('textarea') };
  };

  beforeEach(() => {
    annotation.value = annotationOf(1, { label: 'before' });
    changes = [];
  });
  afterEach(() => document.body.replaceChildren());

  it('keeps a word that was typed, once, by Enter and by leaving the field', async () => {
    const { label } = edit();
    await label.setValue('mitosis');
    await label.trigger('keydown', { key: 'Enter' });
    await label.trigger('focusout');
    expect(changes).toEqual([{ label: 'mitosis' }]);
  });

  it.each(['Enter', 'Escape'])('gives the keys back to the slide on %s, unless an input method needs it', async (key) => {
    const { label } = edit();
    label.element.focus();
    await label.trigger('keydown', { key, isComposing: true });
    expect(document.activeElement).toBe(label.element);
    await label.trigger('keydown', { key });
    expect(document.activeElement).toBe(document.body);
  });

  it('is ready to be typed into for text that says nothing yet, and for nothing else', async () => {
    annotation.value = annotationOf(1, { kind: 'text', label: '' });
    const { label, wrapper } = edit();
    expect(document.activeElement).toBe(label.element);
    wrapper.unmount();
    for (const other of [annotationOf(1, { kind: 'text', label: 'said' }), annotationOf(1, { kind: 'point', label: '' })]) {
      annotation.value = other;
      const { label: field, wrapper: one } = edit();
      expect(document.activeElement).not.toBe(field.element);
      one.unmount();
    }
  });

  it('keeps what was typed when the field is left', async () => {
    const { note } = edit();
    await note.setValue('two\nlines');
    await note.trigger('focusout');
    expect(changes).toEqual([{ note: 'two\nlines' }]);
  });

  it('keeps what was typed when something else is selected, which takes the field away', async () => {
    const { wrapper, label } = edit();
    await label.setValue('mitosis');
    wrapper.unmount();
    expect(changes).toEqual([{ label: 'mitosis' }]);
  });

  it('keeps it once also in a browser that tells of a field taken away', async () => {
    const { wrapper, label } = edit();
    await label.setValue('mitosis');
    const removeChild = Node.prototype.removeChild;
    const removal = jest.spyOn(Node.prototype, 'removeChild').mockImplementation(function (this: Node, child) {
      label.element.dispatchEvent(new FocusEvent('focusout', { bubbles: true }));
      return removeChild.call(this, child) as never;
    });
    wrapper.unmount();
    expect(removal).toHaveBeenCalled();
    removal.mockRestore();
    expect(changes).toEqual([{ label: 'mitosis' }]);
  });

  it('says nothing where nothing was typed', async () => {
    const { wrapper, label } = edit();
    await label.trigger('focusout');
    wrapper.unmount();
    expect(changes).toEqual([]);
  });

  it('does not let a change from elsewhere overwrite what is being typed', async () => {
    const { label, note } = edit();
    await label.setValue('mit');
    annotation.value = { ...annotation.value, label: 'theirs', note: 'their note' };
    await nextTick();
    expect(label.element.value).toBe('mit');
    expect(note.element.value).toBe('their note');
    await label.setValue('mitosis');
    await label.trigger('focusout');
    expect(changes).toEqual([{ label: 'mitosis' }]);
  });

  it('shows a change from elsewhere, or an undo, where nothing is being typed', async () => {
    const { label } = edit();
    await label.setValue('mine');
    await label.trigger('focusout');
    annotation.value = { ...annotation.value, label: 'before' };
    await nextTick();
    expect(label.element.value).toBe('before');
    await label.trigger('focusout');
    expect(changes).toEqual([{ label: 'mine' }]);
  });

  it('takes no more than there is room for', async () => {
    const { label } = edit();
    await label.setValue('x'.repeat(LABEL_MAX + 5));
    await label.trigger('focusout');
    expect(changes).toEqual([{ label: 'x'.repeat(LABEL_MAX) }]);
  });

  it('changes the colour, and asks to be removed', async () => {
    const { wrapper } = edit();
    await wrapper.findAll('.palette button')[4]!.trigger('click');
    expect(changes).toEqual([{ colour: 4 }]);
    expect(wrapper.findAll('.palette button').map((button) => button.attributes('aria-pressed')).indexOf('true')).toBe(4);
    await wrapper.get('.foot > .stop').trigger('click');
    expect(wrapper.findComponent(MarkEditor).emitted('remove')).toHaveLength(1);
  });
  it('gives it a class, which then has the colour, and takes it away', async () => {
    const { wrapper } = edit();
    const [classes] = wrapper.findAll('select');
    await classes!.setValue(offered[2]!.id);
    expect(wrapper.find('.palette').exists()).toBe(false);
    await wrapper.get('select').setValue('');
    expect(changes).toEqual([{ classId: offered[2]!.id }, { classId: null }]);
    expect(wrapper.find('.palette').exists()).toBe(true);
  });

  it('ties it to a focal plane, or to all of them', async () => {
    const { wrapper } = edit();
    const planes = wrapper.findAll('select')[1]!;
    await planes.setValue('2');
    await planes.setValue('');
    expect(changes).toEqual([{ z: 2 }, { z: null }]);
  });

  it('D17: changes nothing but the lock while it is locked', async () => {
    annotation.value = annotationOf(1, { isLocked: true });
    const { wrapper } = edit();
    const isEnabled = (selector: string): number => wrapper.findAll(selector).filter((one) => one.attributes('disabled') === undefined).length;
    expect([isEnabled('input'), isEnabled('textarea'), isEnabled('select'), isEnabled('.palette button'), isEnabled('.foot .stop')]).toEqual([0, 0, 0, 0, 0]);
    await wrapper.get('.foot .button').trigger('click');
    expect(changes).toEqual([{ isLocked: false }]);
  });
});
