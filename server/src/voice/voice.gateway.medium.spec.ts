import { randomUUID } from 'node:crypto';
import { type Reply, SESSION_NAMESPACE, type Speaker, type VoiceTransport } from '@parfocal/shared/protocol';
import { io, type Socket } from 'socket.io-client';
import { Cases } from '../cases/index.js';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { AUDIO_CAPABILITIES, audioParameters, DTLS_PARAMETERS, voiceWorkerBin } from '../testing/voice-call.js';
import { VoiceRooms } from './voice-rooms.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? describe : describe.skip;

/** One tab that keeps every word of the voice lane, from the first. */
class Tab {
  readonly told: [event: string, body: unknown][] = [];
  private constructor(readonly socket: Socket) {
    socket.onAny((event: string, body: unknown) => this.told.push([event, body]));
  }

  static async join(server: TestServer, { cookie }: TestPerson, sessionId: string, tabId: string = randomUUID()): Promise<Tab> {
    const options = { transports: ['websocket'], reconnection: false, forceNew: true, auth: { sessionId, tabId }, extraHeaders: { cookie } };
    const tab = new Tab(io(`${server.url}${SESSION_NAMESPACE}`, options));
    await until(() => tab.last('session:welcome') !== undefined && tab.last('voice:speaking') !== undefined);
    return tab;
  }

  last<T>(event: string): T | undefined {
    return this.told.findLast(([name]) => name === event)?.[1] as T | undefined;
  }

  get peerId(): string {
    return this.last<{ you: string }>('session:welcome')!.you;
  }

  async ask<T>(event: string, ...body: unknown[]): Promise<Reply<T>> {
    return (await this.socket.timeout(3_000).emitWithAck(event, ...body)) as Reply<T>;
  }

  async get<T>(event: string, ...body: unknown[]): Promise<T> {
    const reply = await this.ask<T>(event, ...body);
    if (!reply.ok) throw new Error(reply.code);
    return reply.value;
  }

  async speak(): Promise<{ transportId: string; producerId: string }> {
    const { id: transportId } = await this.get<VoiceTransport>('voice:transport', { direction: 'send' });
    await this.get('voice:connect', { transportId, dtlsParameters: DTLS_PARAMETERS });
    return { transportId, ...(await this.get<{ producerId: string }>('voice:produce', { transportId, rtpParameters: audioParameters() })) };
  }

  async listen(): Promise<void> {
    await this.get('voice:transport', { direction: 'receive' });
    await this.get('voice:listen', { rtpCapabilities: AUDIO_CAPABILITIES });
  }
}

withWorker(`the voice lane on real sockets${bin ? '' : ' (skipped: no voice worker found; run node scripts/voice-worker.mjs)'}`, () => {
  let server: TestServer;
  let people: Record<'ana' | 'eva' | 'oz', TestPerson>;
  let caseId: string;
  let sessionId: string;
  const tabs: Tab[] = [];

  const join = async (person: TestPerson, tabId?: string): Promise<Tab> => {
    const tab = await Tab.join(server, person, sessionId, tabId);
    tabs.push(tab);
    return tab;
  };

  beforeAll(async () => {
    server = await startTestServer({ MEDIASOUP_WORKER_BIN: bin! });
    people = { ana: await server.person('ana'), eva: await server.person('eva'), oz: await server.person('oz') };
    const made = await server.case(people.ana, { [people.eva.id]: 'expert', [people.oz.id]: 'observer' });
    caseId = made.caseId;
    const opened = await server.fetch(`/api/cases/${caseId}/session`, people.ana, { method: 'POST', body: JSON.stringify({ slideId: made.slideIds[0] }) });
    sessionId = ((await opened.json()) as { id: string }).id;
    await until(() => server.app.get(VoiceWorker).state.value.state === 'ready');
  });
  afterEach(async () => {
    for (const { socket } of tabs.splice(0)) socket.disconnect();
    await until(() => server.app.get(VoiceRooms).count === 0);
  });
  afterAll(() => server.close());

  it('V1, V8: a newcomer learns how voice stands and who is in it, without joining', async () => {
    const ana = await join(people.ana);
    await ana.get('voice:join');
    await ana.speak();
    const eva = await join(people.eva);
    expect(eva.last('voice:state')).toEqual({ state: 'ready' });
    expect(eva.last('voice:roster')).toEqual([{ peerId: ana.peerId, muted: false }]);
  });

  it('V2: requests of who is not in the room are refused', async () => {
    const ana = await join(people.ana);
    expect(await ana.ask('voice:mute', { muted: true })).toEqual({ ok: false, code: 'voice.refused' });
    expect(await ana.ask('voice:transport', { direction: 'send' })).toEqual({ ok: false, code: 'voice.refused' });
    expect(await ana.ask('voice:leave')).toEqual({ ok: true, value: null });
  });

  it('V7: B is given the microphone of A', async () => {
    const [ana, eva] = [await join(people.ana), await join(people.eva)];
    await ana.get('voice:join');
    await eva.get('voice:join');
    await eva.listen();
    await ana.speak();
    await until(() => eva.last('voice:consumer') !== undefined);
    const { consumerId, peerId } = eva.last<{ consumerId: string; peerId: string }>('voice:consumer')!;
    expect(peerId).toBe(ana.peerId);
    await eva.get('voice:consumer-ready', { consumerId });
    await until(() => eva.last('voice:heard') !== undefined);
    expect(eva.last('voice:heard')).toEqual({ consumerId, heard: true });
  });

  it('V7, S18: who joins a full house is ready for all of its microphones at once, and that is not too much', async () => {
    const ana = await join(people.ana);
    await ana.get('voice:join');
    await ana.listen();
    const replies = await Promise.all(Array.from({ length: 199 }, () => ana.ask('voice:consumer-ready', { consumerId: randomUUID() })));
    expect(replies.filter((reply) => reply.ok || reply.code !== 'voice.refused')).toEqual([]);
  });

  it('V5: an observer joins, and may not speak', async () => {
    const oz = await join(people.oz);
    await oz.get('voice:join');
    await oz.listen();
    expect(await oz.ask('voice:transport', { direction: 'send' })).toEqual({ ok: false, code: 'voice.forbidden' });
    expect(await oz.ask('voice:produce', { transportId: randomUUID(), rtpParameters: audioParameters() })).toEqual({ ok: false, code: 'voice.forbidden' });
  });

  it('V5: who becomes an observer while the microphone is being opened has none', async () => {
    const [ana, eva] = [await join(people.ana), await join(people.eva)];
    await eva.get('voice:join');
    const voice = server.app.get(Voice);
    const produce = voice.produce.bind(voice);
    jest.spyOn(voice, 'produce').mockImplementationOnce(async (...as) => {
      await server.app.get(Cases).putMember(caseId, people.eva.id, 'observer');
      return produce(...as);
    });
    await eva.speak();
    await until(() => ana.last<Speaker[]>('voice:roster')?.[0]?.muted === true && server.app.get(VoiceRooms).of(sessionId)?.find(eva.peerId)?.microphone === undefined);
    await server.app.get(Cases).putMember(caseId, people.eva.id, 'expert');
  });

  it('V6: malformed parameters are answered, and the worker lives', async () => {
    const { pid } = server.app.get(VoiceWorker).running().worker;
    const ana = await join(people.ana);
    await ana.get('voice:join');
    const { id: transportId } = await ana.get<VoiceTransport>('voice:transport', { direction: 'send' });
    const bodies: [string, unknown][] = [
      ['voice:connect', { transportId, dtlsParameters: { fingerprints: [] } }],
      ['voice:connect', { transportId, dtlsParameters: { fingerprints: [{ algorithm: 'sha-256', value: 'AB:CD' }] } }],
      ['voice:connect', { transportId, dtlsParameters: { role: 'both', fingerprints: DTLS_PARAMETERS.fingerprints } }],
      ['voice:produce', { transportId, rtpParameters: {} }],
      ['voice:produce', { transportId, rtpParameters: { ...audioParameters(), encodings: [{ ssrc: -1 }] } }],
      ['voice:listen', { rtpCapabilities: { codecs: 'all' } }],
      ['voice:transport', { direction: 'sideways' }],
      ['voice:transport', null],
      ['voice:restart-ice', { transportId: '../../etc' }],
      ['voice:consumer-ready', {}],
      ['voice:mute', { muted: 'yes' }],
      ['voice:mute-peer', { peerId: 'everyone', reason: 'host' }],
      ['voice:mute-peer', { peerId: randomUUID(), reason: 'because' }],
    ];
    for (const [event, body] of bodies) expect([event, await ana.ask(event, body)]).toEqual([event, { ok: false, code: 'body.malformed' }]);
    expect(server.app.get(VoiceWorker).running().worker.pid).toBe(pid);
    await ana.speak();
  });

  it('V14: the host mutes an expert, who is told why and opens the microphone again; the expert may not', async () => {
    const [ana, eva] = [await join(people.ana), await join(people.eva)];
    for (const tab of [ana, eva]) {
      await tab.get('voice:join');
      await tab.speak();
    }
    expect(await eva.ask('voice:mute-peer', { peerId: ana.peerId, reason: 'echo' })).toEqual({ ok: false, code: 'forbidden' });
    expect(await eva.ask('voice:mute-others')).toEqual({ ok: false, code: 'forbidden' });
    await ana.get('voice:mute-peer', { peerId: eva.peerId, reason: 'echo' });
    await until(() => eva.last('voice:muted') !== undefined);
    expect(eva.last('voice:muted')).toEqual({ by: ana.peerId, reason: 'echo' });
    await until(() => ana.last<Speaker[]>('voice:roster')?.find(({ peerId }) => peerId === eva.peerId)?.muted === true);
    await eva.get('voice:mute', { muted: false });
    await until(() => ana.last<Speaker[]>('voice:roster')?.find(({ peerId }) => peerId === eva.peerId)?.muted === false);
  });

  it('V9, V24: a broken connection keeps its call for the same tab and page, before the server has noticed and after', async () => {
    const tabId = randomUUID();
    const [ana, eva] = [await join(people.ana, tabId), await join(people.eva)];
    const { callId } = await ana.get<{ callId: string }>('voice:join');
    const { transportId, producerId } = await ana.speak();
    await until(() => eva.last<Speaker[]>('voice:roster')?.[0]?.muted === false);
    const told = eva.told.length;
    const has = { callId, muted: false, producerIds: [producerId], consumerIds: [] };
    const held = { transportIds: [transportId], producerIds: [producerId], consumerIds: [] };
    const replacing = await join(people.ana, tabId);
    expect(await replacing.get('voice:resume', has)).toEqual(held);
    replacing.socket.io.engine.close();
    await until(() => server.app.get(VoiceRooms).of(sessionId)?.find(ana.peerId)?.line.isAway === true);
    const back = await join(people.ana, tabId);
    expect(await back.get('voice:resume', has)).toEqual(held);
    expect(eva.told.slice(told).some(([event]) => event === 'voice:roster')).toBe(false);
    expect(await eva.ask('voice:resume', has)).toEqual({ ok: false, code: 'voice.refused' });
    expect(await back.ask('voice:resume', { ...has, callId: 'mine' })).toEqual({ ok: false, code: 'body.malformed' });
  });

  it('V9: who says farewell, and who is put out while away, is out of voice at once', async () => {
    const eva = await join(people.eva);
    const ana = await join(people.ana);
    const room = () => eva.last<Speaker[]>('voice:roster');
    await ana.get('voice:join');
    await until(() => room()?.length === 1);
    ana.socket.disconnect();
    await until(() => room()?.length === 0);
    const watcher = await join(people.ana);
    const oz = await join(people.oz);
    await oz.get('voice:join');
    oz.socket.io.engine.close();
    await until(() => server.app.get(VoiceRooms).of(sessionId)?.find(oz.peerId)?.line.isAway === true);
    await watcher.get('peer:remove', { peerId: oz.peerId });
    await until(() => room()?.length === 0);
    await watcher.get('person:readmit', { personId: people.oz.id });
  });

  it('V10: a killed worker resets who was in the room, and nobody else', async () => {
    const [ana, eva] = [await join(people.ana), await join(people.eva)];
    await ana.get('voice:join');
    process.kill(server.app.get(VoiceWorker).running().worker.pid, 'SIGKILL');
    await until(() => ana.told.some(([event]) => event === 'voice:reset'));
    await until(() => eva.last<{ state: string }>('voice:state')?.state === 'ready' && eva.told.filter(([event]) => event === 'voice:state').length >= 3);
    expect(eva.told.some(([event]) => event === 'voice:reset')).toBe(false);
    await ana.get('voice:join');
    await ana.speak();
  });
});
