import { jest } from '@jest/globals';
import { fetchTile, TileFailure, waitOf } from './tile-fetch';

describe('fetchTile', () => {
  const { fetch } = globalThis;
  afterEach(() => void (globalThis.fetch = fetch));

  const answering = (status: number, headers: Record<string, string> = {}): void => {
    const answer = { status, ok: status < 300, headers: new Map(Object.entries(headers)), blob: async () => new Blob(['tile']) };
    globalThis.fetch = jest.fn(async () => answer as unknown as Response) as typeof fetch;
  };
  const { signal } = new AbortController();

  it('gives the bytes, and null for a place that was never scanned', async () => {
    answering(200);
    expect((await fetchTile('/a', signal))?.size).toBe(4);
    answering(204);
    expect(await fetchTile('/a', signal)).toBeNull();
  });

  it('says of a tile fetched ahead that it may wait', async () => {
    answering(200);
    await fetchTile('/seen', signal);
    await fetchTile('/ahead', signal, 'low');
    const told = (globalThis.fetch as unknown as { mock: { calls: [string, RequestInit][] } }).mock.calls.map(([, { headers }]) => new Headers(headers).get('priority'));
    expect(told).toEqual([null, 'u=6']);
  });

  it('tells the server what nobody looks at yet', async () => {
    answering(200);
    await fetchTile('/seen', signal);
    await fetchTile('/ahead', signal, 'low');
    const asked = jest.mocked(globalThis.fetch).mock.calls.map(([, init]) => init);
    expect(asked.map((init) => init?.headers)).toEqual([{}, { priority: 'u=6' }]);
  });

  it('tells how long a busy server wants to be left alone', async () => {
    answering(503, { 'retry-after': '2' });
    await expect(fetchTile('/a', signal)).rejects.toMatchObject({ status: 503, waitMs: 2000 });
    answering(500);
    await expect(fetchTile('/a', signal)).rejects.toMatchObject({ status: 500, waitMs: undefined });
  });

  it('fails without a status where there is no answer, and with the reason once aborted', async () => {
    globalThis.fetch = () => Promise.reject(new TypeError('offline'));
    await expect(fetchTile('/a', signal)).rejects.toBeInstanceOf(TileFailure);
    const ending = new AbortController();
    ending.abort('moved on');
    await expect(fetchTile('/a', ending.signal)).rejects.toBe('moved on');
  });
});

describe('waitOf', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['3', 3000], [null, undefined], ['soon', undefined], ['', undefined],
    ['Thu, 01 Jan 2026 00:00:05 GMT', 5000], ['Wed, 31 Dec 2025 00:00:00 GMT', 0], ['999999', 30_000],
  ])('%p is %p ms', (header, waitMs) => expect(waitOf(header, nowMs)).toBe(waitMs));
});
