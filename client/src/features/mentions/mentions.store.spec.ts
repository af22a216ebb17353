import { jest } from '@jest/globals';
import type { Mention } from '@parfocal/shared/api';
import { createPinia, setActivePinia } from 'pinia';
import { useMentionsOfMe } from './mentions.store';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const mention = (n: number, isRead = false): Mention => ({ id: id(n), caseId: id(100), slideId: id(101), layer: 'case', annotation: id(200 + n), by: { id: id(102), displayName: 'Ann' }, at: n, isRead });

describe('mentions of me', () => {
  let asked: [string, unknown][];
  let stored: Mention[];
  let fails: boolean;

  beforeEach(() => {
    setActivePinia(createPinia());
    [asked, stored, fails] = [[], [mention(1), mention(2), mention(3, true)], false];
    globalThis.fetch = jest.fn(async (path: unknown, init?: RequestInit) => {
      asked.push([String(path), init?.body && JSON.parse(String(init.body))]);
      if (fails) throw new TypeError('no network');
      return { ok: true, status: 200, json: async () => stored } as unknown as Response;
    }) as never;
  });

  it('T3: counts what is unread, and tells the server once that it was shown', async () => {
    const store = useMentionsOfMe();
    await store.load();
    expect(store.unread.map(({ at }) => at)).toEqual([1, 2]);
    await store.markRead([id(201), id(203), id(999)]);
    expect(store.unread.map(({ at }) => at)).toEqual([2]);
    await store.markRead([id(201)]);
    expect(asked.slice(1)).toEqual([['/api/mentions/read', { annotations: [id(201)] }]]);
  });

  it('keeps what it knows while the server does not answer, and drops an answer that was overtaken', async () => {
    const store = useMentionsOfMe();
    await store.load();
    fails = true;
    await store.load();
    expect(store.mentions).toHaveLength(3);
    fails = false;
    const late = store.load();
    store.clear();
    await late;
    expect(store.mentions).toEqual([]);
  });
});
