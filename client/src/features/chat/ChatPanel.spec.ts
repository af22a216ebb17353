import { mount } from '@vue/test-utils';
import { effectScope, type EffectScope, nextTick } from 'vue';
import { t } from '@/i18n';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import ChatPanel from './ChatPanel.vue';
import { messageOf } from './testing/message-of';
import { useChat } from './useChat';

describe('ChatPanel', () => {
  let socket: FakeSessionSocket;
  let scope: EffectScope;

  const show = (props: { canAttachView?: boolean; canAttachMark?: boolean } = {}, given?: ReturnType<typeof useChat>) => {
    const chat = given ?? scope.run(() => useChat({ socket: socket.asSocket, personId: 'ann', sessionId: 's' }))!;
    const slides = [{ id: 's1', name: 'A1 · HE' }] as never;
    const wrapper = mount(ChatPanel, {
      props: { chat, personId: 'ann', nameOf: (id: string) => (id === 'ben' ? 'Ben' : undefined), slides, canAttachView: true, canAttachMark: false, ...props },
      attachTo: document.body,
    });
    return { chat, wrapper, button: (label: string) => wrapper.findAll('button').find((one) => one.attributes('aria-label') === label || one.text() === label) };
  };

  beforeEach(() => {
    sessionStorage.clear();
    socket = new FakeSessionSocket();
    socket.open();
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    document.body.replaceChildren();
  });

  it('is a log that says who said what, also of who left', async () => {
    const { wrapper } = show();
    socket.tell('chat:recent', [messageOf(1), messageOf(2, { personId: 'gone', text: '<b>bold</b>' }), messageOf(3, { personId: 'ann' })]);
    await nextTick();
    const log = wrapper.get('[role="log"]');
    expect(log.findAll('li b').map((one) => one.text())).toEqual(['Ben', t('chat.someone'), t('chat.you')]);
    expect(log.findAll('.text')[1]!.text()).toBe('<b>bold</b>');
  });

  it('sends on Enter what is more than space, unless an input method needs the key', async () => {
    const { wrapper } = show();
    const area = wrapper.get('textarea');
    await area.setValue('  ');
    await area.trigger('keydown', { key: 'Enter' });
    await area.setValue(' a word ');
    await area.trigger('keydown', { key: 'Enter', isComposing: true });
    expect(wrapper.emitted('say')).toBeUndefined();
    await area.trigger('keydown', { key: 'Enter', shiftKey: true });
    expect(wrapper.emitted('say')).toBeUndefined();
    await area.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('say')).toEqual([['a word', null]]);
    expect(area.element.value).toBe('');
  });

  it('C5: carries the view, or the annotation while one is selected', async () => {
    const { wrapper, button } = show({ canAttachMark: true });
    const area = wrapper.get('textarea');
    await button(t('chat.attachMark'))!.trigger('click');
    await area.setValue('this one');
    await wrapper.setProps({ canAttachMark: false });
    await area.trigger('keydown', { key: 'Enter' });
    await area.setValue('here');
    await button(t('chat.attachView'))!.trigger('click');
    await area.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('say')).toEqual([['this one', null], ['here', 'view']]);
  });

  it('C5: goes where a message points, unless the slide is gone', async () => {
    const { wrapper, button } = show();
    const place = (slideId: string) => ({ slideId, view: null, mark: { id: 'x', layer: 'case' } });
    socket.tell('chat:recent', [messageOf(1, { place: place('s1') }), messageOf(2, { place: place('s9') })]);
    await nextTick();
    await button(t('chat.toMark', { slide: 'A1 · HE' }))!.trigger('click');
    expect(wrapper.emitted('go')).toEqual([[place('s1')]]);
    expect(button(t('chat.toMark', { slide: t('chat.goneSlide') }))!.attributes('disabled')).toBeDefined();
  });

  it('C6: takes back one’s own messages only, and shows that there was one', async () => {
    const { wrapper } = show();
    socket.tell('chat:recent', [messageOf(1), messageOf(2, { personId: 'ann' }), messageOf(3, { personId: 'ann', text: '', isTakenBack: true })]);
    await nextTick();
    const takers = wrapper.findAll(`button[aria-label="${t('chat.takeBack')}"]`);
    expect(takers).toHaveLength(1);
    await takers[0]!.trigger('click');
    expect(wrapper.emitted('takeBack')).toEqual([['m2']]);
    expect(wrapper.text()).toContain(t('chat.takenBack'));
  });

  it('gives the keyboard to who asked to write, before or after it is there, once', async () => {
    const early = scope.run(() => useChat({ socket: socket.asSocket, personId: 'ann', sessionId: 's' }))!;
    early.wish();
    const { wrapper } = show({}, early);
    const area = wrapper.get('textarea').element;
    expect(document.activeElement).toBe(area);
    area.blur();
    await nextTick();
    expect(document.activeElement).not.toBe(area);
    early.wish();
    await nextTick();
    expect(document.activeElement).toBe(area);
  });

  it('tells what is not sent, and counts as looked at while it is there', async () => {
    const { chat, wrapper } = show();
    socket.drop();
    chat.say('later', null);
    await nextTick();
    expect(wrapper.text()).toContain(t('chat.waiting'));
    socket.tell('chat:recent', [messageOf(1)]);
    socket.tell('chat:said', messageOf(2));
    await nextTick();
    expect(chat.unread.value).toBe(0);
    wrapper.unmount();
    socket.tell('chat:said', messageOf(3));
    await nextTick();
    expect(chat.unread.value).toBe(1);
  });

  it('C8: tells who may not write why, and keeps their words', async () => {
    const { wrapper, button } = show();
    socket.tell('chat:muted', [{ whom: 'ann', by: 'ben', reason: 'off-topic' }]);
    await nextTick();
    expect(wrapper.get('.muted').text()).toBe(t('chat.mute.told.off-topic', { name: 'Ben' }));
    const area = wrapper.get('textarea');
    await area.setValue('kept');
    await area.trigger('keydown', { key: 'Enter' });
    expect([wrapper.emitted('say'), area.element.value, button(t('chat.send'))!.attributes('disabled')]).toEqual([undefined, 'kept', '']);
    socket.tell('chat:muted', []);
    await nextTick();
    await area.trigger('keydown', { key: 'Enter' });
    expect(wrapper.emitted('say')).toEqual([['kept', null]]);
  });
});
