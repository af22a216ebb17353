import { jest } from '@jest/globals';
import type { ChatSay, Reply } from '@parfocal/shared/protocol';
import { nextTick } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { messageOf } from './testing/message-of';
import { type Chat, useChat } from './useChat';

/** Lets answers that are there already be heard. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 8; i++) await Promise.resolve();
};

describe('useChat', () => {
  let socket: FakeSessionSocket;
  let chat: Chat;
  let stop: () => void;
  const sent = (): string[] => socket.asked.filter(([event]) => event === 'chat:say').map(([, body]) => (body as ChatSay).text);
  const ids = (): string[] => socket.asked.map(([, body]) => (body as ChatSay).id);

  beforeEach(() => {
    jest.useFakeTimers();
    sessionStorage.clear();
    socket = new FakeSessionSocket();
    socket.open();
    ({ result: chat, stop } = inScope(() => useChat({ socket: socket.asSocket, personId: 'ann', sessionId: 's' })));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('C3: keeps what was written while the line is down, says so, and sends it once it is up, in order', async () => {
    socket.drop();
    chat.say('one', null);
    chat.say('two', null);
    await settle();
    expect([sent(), chat.waiting.value.map(({ text, code }) => [text, code])]).toEqual([[], [['one', null], ['two', null]]]);
    socket.open();
    socket.tell('chat:recent', []);
    await settle();
    expect(sent()).toEqual(['one', 'two']);
    expect(chat.waiting.value).toEqual([]);
  });

  it('C3: sends the same id again after an answer that was lost', async () => {
    socket.answer = () => ({ ok: false, code: 'unavailable' });
    chat.say('once', null);
    await settle();
    expect(chat.waiting.value).toHaveLength(1);
    socket.answer = () => ({ ok: true, value: null });
    jest.advanceTimersByTime(2_000);
    await settle();
    expect(new Set(ids()).size).toBe(1);
    expect([sent(), chat.waiting.value]).toEqual([['once', 'once'], []]);
  });

  it('C3: does not send again what everyone has heard already', async () => {
    let answer: (reply: Reply) => void = () => undefined;
    socket.timeout = () => ({ emitWithAck: (event, body) => (socket.asked.push([event, body]), new Promise<Reply>((done) => (answer = done))) });
    chat.say('heard', null);
    socket.tell('chat:said', messageOf(1, { id: ids()[0]!, personId: 'ann', text: 'heard' }));
    expect(chat.waiting.value).toEqual([]);
    answer({ ok: false, code: 'unavailable' });
    await settle();
    jest.advanceTimersByTime(5_000);
    await settle();
    expect(sent()).toEqual(['heard']);
  });

  it('C4: waits where there were too many, and gives up where waiting is of no use', async () => {
    const codes = ['rate-limited', 'chat.full'] as const;
    let times = 0;
    socket.answer = () => ({ ok: false, code: codes[times++] ?? 'chat.full' });
    chat.say('much', null);
    await settle();
    expect(chat.waiting.value[0]!.code).toBeNull();
    jest.advanceTimersByTime(2_000);
    await settle();
    expect(chat.waiting.value[0]!.code).toBe('chat.full');
    socket.answer = () => ({ ok: true, value: null });
    chat.say('next', null);
    await settle();
    expect(chat.waiting.value.map(({ text }) => text)).toEqual(['much']);
    chat.retry(chat.waiting.value[0]!.id);
    await settle();
    expect(chat.waiting.value).toEqual([]);
  });

  it('counts what others said since one looked, and nothing of before one came', async () => {
    socket.tell('chat:recent', [messageOf(1), messageOf(2)]);
    expect([chat.unread.value, chat.news.value]).toEqual([0, undefined]);
    socket.tell('chat:said', messageOf(3));
    socket.tell('chat:said', messageOf(4, { personId: 'ann' }));
    socket.tell('chat:said', messageOf(5));
    expect([chat.unread.value, chat.news.value!.seq]).toEqual([2, 5]);
    socket.tell('chat:said', messageOf(5, { text: '', isTakenBack: true }));
    expect(chat.unread.value).toBe(1);
    chat.setOpen(true);
    await nextTick();
    expect(chat.unread.value).toBe(0);
    socket.tell('chat:said', messageOf(6));
    await nextTick();
    chat.setOpen(false);
    expect(chat.unread.value).toBe(0);
  });

  it('C2: counts what was missed while away, and asks for what is older', async () => {
    socket.tell('chat:recent', [messageOf(1)]);
    socket.drop();
    socket.open();
    socket.tell('chat:recent', [messageOf(2), messageOf(3)]);
    expect([chat.unread.value, chat.hasOlder.value]).toEqual([2, false]);
    socket.tell('chat:recent', [messageOf(150)]);
    expect([chat.hasOlder.value, chat.messages.value.length]).toEqual([true, 1]);
    socket.timeout = () => ({ emitWithAck: async (event, body) => (socket.asked.push([event, body]), { ok: true, value: [messageOf(148), messageOf(149)] } as unknown as Reply) });
    await chat.loadOlder();
    expect(socket.asked.at(-1)).toEqual(['chat:older', { before: 150 }]);
    expect(chat.messages.value.map(({ seq }) => seq)).toEqual([148, 149, 150]);
  });

  it('C3: has what was not sent again after a reload, and sends what waited under its id', async () => {
    socket.drop();
    chat.draft.value = 'half a sen';
    chat.say('on its way', null);
    const [waiting] = chat.waiting.value;
    stop();
    socket = new FakeSessionSocket();
    socket.open();
    ({ result: chat, stop } = inScope(() => useChat({ socket: socket.asSocket, personId: 'ann', sessionId: 's' })));
    expect([chat.draft.value, chat.waiting.value.map(({ text }) => text)]).toEqual(['half a sen', ['on its way']]);
    socket.tell('chat:recent', []);
    await settle();
    expect(ids()).toEqual([waiting!.id]);
    chat.draft.value = '';
    expect(sessionStorage).toHaveLength(0);
  });

  it('leaves no listener behind', () => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });
});
