import { ApiError } from '@/api';
import { inScope } from '@/lib/testing/in-scope';
import { messageOf } from './testing/message-of';
import { usePastChat } from './usePastChat';

describe('usePastChat', () => {
  const asked: (number | undefined)[] = [];
  let pages: (() => Promise<Awaited<ReturnType<typeof import('@/api').sessionChat>>>)[] = [];
  const fetch = (_sessionId: string, before?: number) => {
    asked.push(before);
    return pages.shift()!();
  };
  const page = (...seqs: number[]) => () => Promise.resolve({ messages: seqs.map((seq) => messageOf(seq)), people: [{ id: 'ben', displayName: 'Ben' }] });

  it('C7: reads from the end, page by page, and names who wrote', async () => {
    pages = [page(3, 4), page(1, 2)];
    const { result: chat, stop } = inScope(() => usePastChat('s', fetch));
    await chat.load();
    expect([chat.hasOlder.value, chat.nameOf('ben')]).toEqual([true, 'Ben']);
    await chat.load();
    expect([chat.messages.value!.map(({ seq }) => seq), chat.hasOlder.value, asked]).toEqual([[1, 2, 3, 4], false, [undefined, 3]]);
    stop();
  });

  it('says why nothing came, and can be asked again', async () => {
    pages = [() => Promise.reject(new ApiError('unavailable')), page(1)];
    const { result: chat, stop } = inScope(() => usePastChat('s', fetch));
    await chat.load();
    expect([chat.trouble.value, chat.messages.value, chat.isLoading.value]).toEqual(['unavailable', undefined, false]);
    await chat.load();
    expect([chat.trouble.value, chat.messages.value!.length]).toEqual([undefined, 1]);
    stop();
  });
});
