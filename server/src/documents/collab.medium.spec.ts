import { randomUUID } from 'node:crypto';
import { COLLAB_MAX_UPDATE_BYTES, CollabClose, type DocumentName, documentPath } from '@parfocal/shared/protocol';
import * as Y from 'yjs';
import { Cases } from '../cases/index.js';
import { Logins } from '../identity/index.js';
import { Author } from '../testing/author.js';
import { CollabClient, RawCollab } from '../testing/collab-client.js';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { Admission } from './admission.service.js';
import { Documents } from './documents.service.js';

describe('the documents lane', () => {
  let server: TestServer;
  let [ana, ben, olga, eve]: TestPerson[] = [];
  let name: DocumentName;
  const clients: CollabClient[] = [];

  beforeAll(async () => {
    server = await startTestServer();
    [ana, ben, olga, eve] = [await server.person('ana'), await server.person('ben'), await server.person('olga'), await server.person('eve')];
  });
  beforeEach(async () => {
    const { caseId, slideIds } = await server.case(ana!, { [ben!.id]: 'expert', [olga!.id]: 'observer' });
    name = { caseId, slideId: slideIds[0]!, layer: 'case' };
  });
  afterEach(() => clients.splice(0).forEach((client) => client.destroy()));
  afterAll(() => server.close());

  const join = async (person: TestPerson | undefined): Promise<CollabClient> => {
    const client = new CollabClient({ url: server.url, person: person!, name });
    clients.push(client);
    await until(() => client.isSynced);
    return client;
  };
  const raw = (person: TestPerson | undefined): Promise<RawCollab> => RawCollab.open({ url: server.url, person: person!, name });
  const stored = async (): Promise<unknown[]> => server.app.get(Documents).annotationsOf(name);

  it('D1, D4: two stock clients draw and come to the same', async () => {
    const [a, b] = [await join(ana), await join(ben)];
    const mine = a.draw({ label: 'mitosis' });
    const yours = b.draw({ kind: 'point', geometry: [1, 2] });
    await until(() => a.annotations.length === 2 && b.annotations.length === 2);
    a.change(mine.id, { geometry: [5, 5, 5, 5, 0] });
    b.remove(yours.id);
    await until(() => a.isSaved && b.isSaved && a.annotations.length === 1);
    expect(b.annotations).toEqual([{ ...mine, geometry: [5, 5, 5, 5, 0] }]);
    expect(await stored()).toEqual(b.annotations);
  });

  it('D4, D15: what was acknowledged is there after a restart, and edits made meanwhile merge', async () => {
    const [a, b] = [await join(ana), await join(ben)];
    a.draw({ label: 'before' });
    await until(() => a.isSaved && b.annotations.length === 1);
    const { url } = server;
    server = await server.restart();
    expect(await stored()).toEqual(a.annotations);
    expect(server.url).not.toBe(url);
    expect(a.closes[0]).toBe(1012);
    a.draw({ label: 'meanwhile' });
    const again = new CollabClient({ url: server.url, person: ana!, name });
    clients.push(again);
    Y.applyUpdate(again.document, Y.encodeStateAsUpdate(a.document));
    await until(() => again.isSaved);
    expect(await stored()).toHaveLength(2);
  });

  it('D1: to anyone else a document does not exist', async () => {
    const path = documentPath(name);
    const as = (person?: TestPerson): Record<string, string> => ({ origin: server.url, ...(person && { cookie: person.cookie }) });
    const other = await server.case(eve!);
    expect(await RawCollab.status(server.url, path, as(ana))).toBe(101);
    expect(await RawCollab.status(server.url, path, as())).toBe(401);
    expect(await RawCollab.status(server.url, path, { ...as(), cookie: 'parfocal_login=forged' })).toBe(401);
    expect(await RawCollab.status(server.url, path, as(eve))).toBe(404);
    expect(await RawCollab.status(server.url, documentPath({ ...name, slideId: other.slideIds[0]! }), as(ana))).toBe(404);
    expect(await RawCollab.status(server.url, documentPath({ ...name, caseId: other.caseId }), as(eve))).toBe(404);
    expect(await RawCollab.status(server.url, `${name.caseId}/${name.slideId}/secret`, as(ana))).toBe(404);
    expect(await RawCollab.status(server.url, `${path}/../x`, as(ana))).toBe(404);
    expect(await RawCollab.status(server.url, path, { ...as(ana), origin: 'https://evil.example' })).toBe(403);
  });

  it('D2: an observer sees, and writes nothing even with a raw client', async () => {
    const [a, watching, socket] = [await join(ana), await join(olga), await raw(olga)];
    a.draw();
    await until(() => watching.annotations.length === 1);
    socket.sync(2, new Author(olga!.id).draw().update);
    watching.draw();
    await until(() => socket.refusals.length > 0 && watching.refused.length > 0);
    expect(socket.refusals).toEqual([{ count: 1, code: 'document.read-only' }]);
    expect(watching.refused[0]!.code).toBe('document.read-only');
    expect(await stored()).toHaveLength(1);
    expect(a.annotations).toHaveLength(1);
    socket.socket.terminate();
  });

  it('D3: counts what has content, from 1, refused ones too', async () => {
    const socket = await raw(ana);
    const author = new Author(ana!.id);
    socket.sync(0, Y.encodeStateVector(author.document));
    socket.sync(1, new Uint8Array([0, 0]));
    socket.sync(2, author.draw().update);
    await until(() => socket.saved === 2);
    socket.sync(2, new Author(ana!.id).draw({ colour: 99 }).update);
    socket.sync(2, author.draw().update);
    await until(() => socket.saved === 4);
    expect(socket.refusals).toEqual([{ count: 3, code: 'document.malformed' }]);
    expect(await stored()).toHaveLength(2);
    socket.socket.terminate();
  });

  it('D2: a changed role counts on the open connection, a removed member is put out', async () => {
    const b = await join(ben);
    b.draw();
    await until(() => b.isSaved);
    await server.app.get(Cases).putMember(name.caseId, ben!.id, 'observer');
    b.draw();
    await until(() => b.refused.length === 1);
    expect(await stored()).toHaveLength(1);
    await server.app.get(Cases).putMember(name.caseId, olga!.id, 'resident');
    const o = await join(olga);
    o.draw();
    await until(() => o.isSaved);
    await server.app.get(Cases).removeMember(name.caseId, olga!.id);
    await until(() => o.closes.length > 0);
    expect(o.closes[0]).toBe(CollabClose.notFound);
  });

  it('D2: the end of a login ends its connections at once, and nobody else\'s', async () => {
    const { cookie, loginId } = await server.signIn('ana');
    const [here, there] = [await join(ana), await join({ ...ana!, cookie })];
    await server.app.get(Logins).revoke({ loginId, personId: ana!.id, displayName: 'ana' }, loginId);
    await until(() => there.closes.length > 0);
    expect(there.closes[0]).toBe(CollabClose.loginRevoked);
    here.draw();
    await until(() => here.isSaved);
    expect(here.closes).toEqual([]);
  });

  it('D2: a login that ended between the upgrade and the welcome is told so, not that the document does not exist', async () => {
    const { cookie, loginId } = await server.signIn('ana');
    const admission = server.app.get(Admission);
    const admit = admission.admit.bind(admission);
    jest.spyOn(admission, 'admit').mockImplementationOnce(async (...as) => {
      const admitted = await admit(...as);
      await server.app.get(Logins).revoke({ loginId, personId: ana!.id, displayName: 'ana' }, loginId);
      return admitted;
    });
    const socket = await raw({ ...ana!, cookie });
    await until(() => socket.close !== undefined);
    expect(socket.close).toEqual({ code: CollabClose.loginRevoked, reason: 'login.revoked' });
  });

  it('D1: a person has no more than 64 connections', async () => {
    const ask = (person: TestPerson): Promise<number> => RawCollab.status(server.url, documentPath(name), { origin: server.url, cookie: person.cookie });
    const sockets = await Promise.all(Array.from({ length: 64 }, () => raw(ben)));
    expect([await ask(ben!), await ask(ana!)]).toEqual([429, 101]);
    sockets.forEach(({ socket }) => socket.close());
    await until(async () => (await ask(ben!)) === 101);
  });

  it('D10: too large an update is refused by name, then the socket is closed', async () => {
    const socket = await raw(ana);
    socket.sync(2, new Uint8Array(COLLAB_MAX_UPDATE_BYTES + 1));
    await until(() => socket.close !== undefined);
    expect(socket.refusals).toEqual([{ count: 1, code: 'document.too-large' }]);
    expect(socket.close).toEqual({ code: CollabClose.tooLarge, reason: 'document.too-large' });
  });

  it.each([
    ['no sync step', Buffer.from([0, 7, 0])],
    ['a length beyond its end', Buffer.from([0, 2, 0xff, 0x7f, 1])],
    ['nothing', Buffer.alloc(0)],
    ['text', 'hello'],
  ])('D10: a frame of %s ends the connection', async (_what, frame) => {
    const socket = await raw(ana);
    socket.socket.send(frame);
    await until(() => socket.close !== undefined);
    expect(socket.close).toEqual({ code: CollabClose.refused, reason: 'document.malformed' });
  });

  it.each([20, 64])('D10: a frame of %i MiB ends the connection before it is read, and by name', async (mebibytes) => {
    const socket = await raw(ana);
    socket.socket.send(Buffer.alloc(mebibytes * 1024 * 1024));
    await until(() => socket.close !== undefined);
    expect(socket.close).toEqual({ code: 1009, reason: '' });
  });

  it('D9: who is refused again and again is put out', async () => {
    const socket = await raw(ana);
    const author = new Author(ana!.id);
    author.draw();
    for (let i = 0; i < 100; i++) socket.sync(2, author.draw().update);
    await until(() => socket.close !== undefined);
    expect(socket.close).toEqual({ code: CollabClose.refused, reason: 'document.gap' });
    expect(socket.refusals.length).toBeLessThan(60);
    expect(await stored()).toEqual([]);
  });

  it('D10: a burst is read later, not lost', async () => {
    const [a, b] = [await join(ana), await join(ben)];
    const { id } = a.draw();
    for (let i = 1; i <= 200; i++) a.change(id, { label: String(i) });
    await until(() => b.annotations[0]?.label === '200', 8_000);
    await until(() => a.isSaved);
    expect(a.closes).toEqual([]);
  }, 15_000);

  it('D14: presence does not travel here', async () => {
    const [a, b] = [await join(ana), await join(ben)];
    a.provider.awareness.setLocalStateField('user', 'somebody else');
    a.draw();
    await until(() => b.annotations.length === 1);
    expect([...b.provider.awareness.getStates().keys()]).toEqual([b.document.clientID]);
  });

  it('D5: a client id belongs to whoever used it first, also after a restart', async () => {
    const a = await join(ana);
    a.draw();
    await until(() => a.isSaved);
    server = await server.restart();
    const socket = await raw(ben);
    const forger = new Author(ben!.id);
    forger.receive(Y.encodeStateAsUpdate(a.document));
    forger.document.clientID = a.document.clientID;
    socket.sync(2, forger.draw().update);
    await until(() => socket.refusals.length === 1);
    expect(socket.refusals[0]!.code).toBe('document.client');
    socket.socket.terminate();
  });

  it('D1: a slide that nobody drew on is an empty document', async () => {
    expect(await stored()).toEqual([]);
    await expect(server.app.get(Documents).annotationsOf({ ...name, slideId: randomUUID() })).rejects.toMatchObject({ code: 'not-found' });
  });
});
