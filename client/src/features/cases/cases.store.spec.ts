import { jest } from '@jest/globals';
import { type CaseSummary } from '@parfocal/shared/api';
import { createPinia, setActivePinia } from 'pinia';
import { useCases } from './cases.store';

const caseWith = (change: Partial<CaseSummary>): CaseSummary => ({
  id: crypto.randomUUID(), accession: 'C-1', title: 'Skin', question: '', createdAt: 0, role: 'referrer', slides: [], members: [], session: null, ...change,
});
const ask = jest.fn<typeof fetch>();
const reply = (body: unknown, status = 200): Response => ({ ok: status < 400, status, json: () => Promise.resolve(body) }) as Response;

describe('useCases', () => {
  beforeEach(() => {
    setActivePinia(createPinia());
    globalThis.fetch = ask;
    ask.mockReset();
  });

  it('keeps the cases it has when a later load fails', async () => {
    const store = useCases();
    const one = caseWith({});
    ask.mockResolvedValueOnce(reply([one]));
    await store.load();
    ask.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    await store.load();
    expect(store.cases).toEqual([one]);
    expect(store.trouble).toBe('unavailable');

    ask.mockResolvedValueOnce(reply([]));
    await store.load();
    expect(store.trouble).toBeNull();
  });

  it('drops an answer that a newer one has overtaken', async () => {
    const store = useCases();
    let answerFirst: (response: Response) => void = () => undefined;
    ask.mockReturnValueOnce(new Promise((resolve) => (answerFirst = resolve)));
    const first = store.load();
    const newer = caseWith({ accession: 'newer' });
    ask.mockResolvedValueOnce(reply([newer]));
    await store.load();
    answerFirst(reply([]));
    await first;
    expect(store.cases).toEqual([newer]);
  });

  it('shows a new case at once, on top', async () => {
    const store = useCases();
    ask.mockResolvedValueOnce(reply([caseWith({ createdAt: 1 })]));
    await store.load();
    const created = caseWith({ createdAt: 2, accession: 'C-2' });
    ask.mockResolvedValueOnce(reply(created, 201));
    await store.create({ accession: 'C-2', title: 'Skin', question: '' });
    expect(store.cases?.map(({ accession }) => accession)).toEqual(['C-2', 'C-1']);
  });

  it('leaves nothing for the next person', async () => {
    const store = useCases();
    ask.mockResolvedValueOnce(reply([caseWith({})]));
    await store.load();
    store.clear();
    expect(store.cases).toBeUndefined();
  });
});
