import type { Scene, SceneList } from '@parfocal/shared/api';
import { ref } from 'vue';
import { inScope } from '@/lib/testing/in-scope';
import { welcomeOf } from '@/features/session/testing/peers';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { sceneOf } from './testing/scene-of';
import { type SceneBook, useScenes } from './useScenes';

const [a, b, c] = [sceneOf('a'), sceneOf('b'), sceneOf('c')];
const listOf = (revision: number, ...scenes: Scene[]): SceneList => ({ revision, scenes });

interface Asked {
  readonly what: string;
  readonly body: unknown;
  answer: (body: unknown, status?: number) => Promise<void>;
}

describe('useScenes', () => {
  const { fetch: before } = globalThis;
  let socket: FakeSessionSocket;
  let asked: Asked[];
  let book: SceneBook;
  let stop: () => void;

  const settled = async (): Promise<void> => {
    for (let turn = 0; turn < 30; turn++) await Promise.resolve();
  };
  beforeEach(async () => {
    asked = [];
    globalThis.fetch = ((path: string, init?: RequestInit) =>
      new Promise((resolve) => {
        asked.push({
          what: `${init?.method} ${path.replace(/^.*\/scenes/, '')}`,
          body: init?.body === undefined ? undefined : JSON.parse(String(init.body)),
          answer: (body, status = 200) => {
            resolve({ ok: status === 200, status, json: () => Promise.resolve(body) } as Response);
            return settled();
          },
        });
      })) as typeof fetch;
    socket = new FakeSessionSocket();
    ({ result: book, stop } = inScope(() => useScenes({ socket: socket.asSocket, caseId: ref('case') })));
    await asked[0]!.answer(listOf(5, a, b, c));
  });
  afterEach(() => {
    stop();
    globalThis.fetch = before;
  });

  const titles = (): string => book.scenes.value.map(({ title }) => title).join('');

  it('N6: asks again when told of a newer revision, and only then', async () => {
    expect([book.isLoaded.value, titles()]).toEqual([true, 'abc']);
    socket.tell('scenes:changed', { revision: 5 });
    expect(asked).toHaveLength(1);
    socket.tell('scenes:changed', { revision: 6 });
    await asked[1]!.answer(listOf(6, b, a, c));
    expect(titles()).toBe('bac');
  });

  it('S29: asks again after a broken line, of whatever nobody told meanwhile', async () => {
    socket.tell('session:welcome', welcomeOf('you', []));
    await asked[1]!.answer(listOf(9, c));
    expect(titles()).toBe('c');
  });

  it('keeps the newest where answers come out of their order, and what it has where none comes', async () => {
    socket.tell('scenes:changed', { revision: 6 });
    socket.tell('scenes:changed', { revision: 7 });
    await asked[2]!.answer(listOf(7, c, b, a));
    await asked[1]!.answer(listOf(6, b, a, c));
    socket.tell('scenes:changed', { revision: 8 });
    await asked[3]!.answer({ code: 'unavailable', correlationId: 'x' }, 503);
    expect(titles()).toBe('cba');
  });

  it('N3: moves at once on the screen, one move after the other at the server, without a step back in between', async () => {
    const moves = [book.move(a.id, c.id), book.move(b.id, a.id)];
    expect(titles()).toBe('cab');
    await settled();
    expect(asked.slice(1).map(({ what, body }) => [what, body])).toEqual([[`POST /${a.id}/move`, { behind: c.id }]]);
    await asked[1]!.answer(listOf(6, b, c, a));
    expect(titles()).toBe('cab');
    await asked[2]!.answer(listOf(7, c, a, b));
    await Promise.all(moves);
    expect(titles()).toBe('cab');
  });

  it('N4: names the revision it changes; after a refusal the newest is here', async () => {
    const change = book.change({ ...a, revision: 3 }, { title: 'x' });
    await settled();
    expect([asked[1]!.what, asked[1]!.body]).toEqual([`PATCH /${a.id}`, { revision: 3, title: 'x' }]);
    const refused = expect(change).rejects.toMatchObject({ code: 'scene.stale' });
    await asked[1]!.answer({ code: 'scene.stale', correlationId: 'x' }, 409);
    await asked[2]!.answer(listOf(9, { ...a, title: 'theirs', revision: 4 }));
    await refused;
    expect(titles()).toBe('theirs');
  });

  it('N5: makes the id, and tells which one it is', async () => {
    const made = book.create('d', a.shown);
    await settled();
    await asked[1]!.answer(listOf(6, a, b, c));
    expect(asked[1]!.body).toEqual({ id: await made, title: 'd', note: '', shown: a.shown });
  });

  it('listens no more when it is over', () => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });
});
