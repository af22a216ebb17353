import { once } from 'node:events';
import type { PeerRole } from '@parfocal/shared/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { Config } from '../platform/index.js';
import type { Member } from '../session/index.js';
import { until } from '../testing/until.js';
import { AUDIO_CAPABILITIES, audioParameters, DTLS_PARAMETERS, voiceWorkerBin } from '../testing/voice-call.js';
import type { Line } from './line.js';
import { Relays } from './relays.service.js';
import { type VoiceNews, VoiceRooms } from './voice-rooms.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? describe : describe.skip;

/** One socket that only remembers what it was told. */
class TestLine implements Line {
  readonly told: [string, unknown][] = [];
  constructor(readonly id: string) {}
  emit(event: string, body?: unknown): void {
    this.told.push([event, body]);
  }
  of<T>(event: string): T[] {
    return this.told.filter(([name]) => name === event).map(([, body]) => body as T);
  }
}

const member = (peerId: string, role: PeerRole = 'participant', sessionId = 's1'): Member => ({
  peerId, role, sessionId, caseId: 'c1', personId: peerId, loginId: peerId, number: 1, name: peerId, mayPoint: true,
});

withWorker(`Voice with mediasoup's worker${bin ? '' : ' (skipped: no worker found; run node scripts/voice-worker.mjs)'}`, () => {
  let worker: VoiceWorker;
  let rooms: VoiceRooms;
  let voice: Voice;
  const news: VoiceNews[] = [];
  const ana = member('ana');
  const ben = member('ben');
  let anaLine: TestLine;
  let benLine: TestLine;

  const ready = () => firstValueFrom(worker.state.pipe(filter(({ state }) => state === 'ready')));
  const inWorker = async () => {
    const { routerIds, webRtcServerIds } = await worker.running().worker.dump();
    return { routers: routerIds.length, transports: (await worker.running().webRtcServer.dump()).webRtcTransportIds.length, servers: webRtcServerIds.length };
  };
  const speak = async (who: Member, line: TestLine) => {
    const { id } = await voice.openTransport(who, line, { direction: 'send' });
    await voice.connect(who, line, { transportId: id, dtlsParameters: DTLS_PARAMETERS });
    return voice.produce(who, line, { transportId: id, rtpParameters: audioParameters() });
  };
  const listen = async (who: Member, line: TestLine) => {
    await voice.openTransport(who, line, { direction: 'receive' });
    await voice.listen(who, line, { rtpCapabilities: AUDIO_CAPABILITIES });
  };

  beforeAll(async () => {
    const config = Config.parse({ MEDIASOUP_WORKER_BIN: bin, VOICE_PORT: '0', HOST: '127.0.0.1', TURN_URLS: 'turn:relay.example:3478', TURN_SECRET: 'a secret of the house' });
    worker = new VoiceWorker(config);
    rooms = new VoiceRooms(worker);
    voice = new Voice(rooms, new Relays(config));
    rooms.news.subscribe((fact) => news.push(fact));
    worker.onApplicationBootstrap();
    await ready();
  });
  beforeEach(() => {
    news.length = 0;
    anaLine = new TestLine('ana-socket');
    benLine = new TestLine('ben-socket');
  });
  afterEach(() => {
    rooms.leave(ana, anaLine);
    rooms.leave(ben, benLine);
  });
  afterAll(() => {
    rooms.onApplicationShutdown();
    worker.onApplicationShutdown();
  });

  it('V2: a room lives from the first join to the last leave', async () => {
    await Promise.all([voice.join(ana, anaLine), voice.join(ben, benLine)]);
    expect(await inWorker()).toMatchObject({ routers: 1 });
    rooms.leave(ana, anaLine);
    expect(await inWorker()).toMatchObject({ routers: 1 });
    rooms.leave(ben, benLine);
    await until(async () => (await inWorker()).routers === 0);
    expect(rooms.count).toBe(0);
  });

  it('V3: offers UDP and TCP on one port', async () => {
    await voice.join(ana, anaLine);
    const { iceCandidates } = await voice.openTransport(ana, anaLine, { direction: 'send' });
    const candidates = iceCandidates as { protocol: string; port: number; ip: string }[];
    expect(candidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
    expect(new Set(candidates.map(({ port }) => port))).toEqual(new Set([worker.running().port]));
  });

  it('V4: a second transport of a direction replaces the first', async () => {
    await voice.join(ana, anaLine);
    const first = await voice.openTransport(ana, anaLine, { direction: 'send' });
    await voice.openTransport(ana, anaLine, { direction: 'send' });
    await voice.openTransport(ana, anaLine, { direction: 'receive' });
    expect(await inWorker()).toMatchObject({ transports: 2 });
    await expect(voice.restartIce(ana, anaLine, first.id)).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V4: an ICE restart gives a path new credentials, and keeps it', async () => {
    await voice.join(ana, anaLine);
    const { id, iceParameters } = await voice.openTransport(ana, anaLine, { direction: 'receive' });
    const restarted = await voice.restartIce(ana, anaLine, id);
    expect(restarted).toEqual({ usernameFragment: expect.any(String), password: expect.any(String), iceLite: true });
    expect(restarted).not.toEqual(iceParameters);
    expect(await inWorker()).toMatchObject({ transports: 1 });
  });

  it('V21: new transports take nobody out of the room, and give everything anew', async () => {
    await voice.join(ana, anaLine);
    await voice.join(ben, benLine);
    await listen(ana, anaLine);
    await listen(ben, benLine);
    await speak(ana, anaLine);
    await speak(ben, benLine);
    news.length = 0;
    const again = await speak(ana, anaLine);
    await listen(ana, anaLine);
    const rosters = news.flatMap((fact) => ('roster' in fact ? [fact.roster] : []));
    expect(rosters.every((roster) => roster.length === 2)).toBe(true);
    expect(rosters[0]).toEqual([{ peerId: 'ana', muted: true }, { peerId: 'ben', muted: false }]);
    expect(rosters.at(-1)).toEqual([{ peerId: 'ana', muted: false }, { peerId: 'ben', muted: false }]);
    await until(() => benLine.of('voice:consumer-closed').length === 1);
    expect(benLine.of<{ producerId: string }>('voice:consumer').at(-1)).toMatchObject({ producerId: again });
    expect(anaLine.of<{ peerId: string }>('voice:consumer').map(({ peerId }) => peerId)).toEqual(['ben', 'ben']);
    expect(await inWorker()).toMatchObject({ transports: 4 });
  });

  it('V21: a path whose other end is gone is closed, and its owner, still in the room, is told', async () => {
    await voice.join(ana, anaLine);
    const peer = rooms.of('s1')!.find('ana')!;
    const path = await peer.openTransport('send');
    await rooms.of('s1')!.produce(peer, path.id, audioParameters());
    path.emit('dtlsstatechange', 'closed');
    expect(anaLine.of('voice:transport-closed')).toEqual([{ transportId: path.id }]);
    expect(news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: true }] });
    expect(await inWorker()).toMatchObject({ transports: 0 });
    await speak(ana, anaLine);
    expect(news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }] });
  });

  it('V7: a microphone reaches the second peer as a paused consumer, and is sent once that peer is ready', async () => {
    await voice.join(ana, anaLine);
    await voice.join(ben, benLine);
    await listen(ben, benLine);
    const producerId = await speak(ana, anaLine);
    const [consumer] = benLine.of<{ consumerId: string; producerId: string; peerId: string }>('voice:consumer');
    expect(consumer).toMatchObject({ producerId, peerId: 'ana' });
    expect(benLine.of('voice:heard')).toEqual([]);
    voice.ready(ben, benLine, consumer!.consumerId);
    expect(benLine.of('voice:heard')).toEqual([{ consumerId: consumer!.consumerId, heard: true }]);
    expect(news).toContainEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }, { peerId: 'ben', muted: true }] });
  });

  it('V7: who listens late hears the microphones that were open before, but never the own one', async () => {
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    await listen(ana, anaLine);
    await voice.join(ben, benLine);
    await listen(ben, benLine);
    expect(anaLine.of('voice:consumer')).toEqual([]);
    expect(benLine.of('voice:consumer')).toHaveLength(1);
  });

  it('V5: an observer listens and may not speak', async () => {
    const oli = member('oli', 'observer');
    const oliLine = new TestLine('oli-socket');
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    await voice.join(oli, oliLine);
    await listen(oli, oliLine);
    expect(oliLine.of('voice:consumer')).toHaveLength(1);
    expect(() => voice.openTransport(oli, oliLine, { direction: 'send' })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    const { id } = await voice.openTransport(oli, oliLine, { direction: 'receive' });
    expect(() => voice.produce(oli, oliLine, { transportId: id, rtpParameters: audioParameters() })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    rooms.leave(oli, oliLine);
  });

  it('V5: who becomes an observer loses the microphone', async () => {
    await voice.join(ana, anaLine);
    await voice.join(ben, benLine);
    await listen(ben, benLine);
    await speak(ana, anaLine);
    const [consumer] = benLine.of<{ consumerId: string }>('voice:consumer');
    const peer = { peerId: 'ana', number: 1, personId: 'ana', name: 'ana', role: 'observer', colour: 0, state: 'here', slideId: 's', following: null, isFollowable: true, isElsewhere: false, delayMs: null, mayPoint: true } as const;
    rooms.follow('s1', { peers: [peer], presenting: { peerId: null, epoch: 0 } });
    await until(() => benLine.of('voice:consumer-closed').length > 0);
    expect(benLine.of('voice:consumer-closed')).toEqual([{ consumerId: consumer!.consumerId }]);
  });

  it('V6: parameters that mediasoup refuses are refused to the caller, and the worker lives', async () => {
    const { pid } = worker.running().worker;
    await voice.join(ana, anaLine);
    const { id } = await voice.openTransport(ana, anaLine, { direction: 'send' });
    const same = audioParameters();
    await voice.produce(ana, anaLine, { transportId: id, rtpParameters: same });
    const bad = { ...audioParameters(), mid: '1', headerExtensions: [{ uri: 'urn:nobody:knows', id: 3 }] };
    await expect(voice.produce(ana, anaLine, { transportId: id, rtpParameters: bad })).rejects.toMatchObject({ code: 'voice.refused' });
    await expect(voice.produce(ana, anaLine, { transportId: id, rtpParameters: same })).rejects.toMatchObject({ code: 'voice.refused' });
    await expect(voice.produce(ben, benLine, { transportId: id, rtpParameters: same })).rejects.toMatchObject({ code: 'voice.refused' });
    expect(worker.running().worker.pid).toBe(pid);
    expect(await inWorker()).toMatchObject({ servers: 1 });
  });

  it('V8: mute pauses at the server and is told to the session', async () => {
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    await voice.mute(ana, anaLine, true);
    expect(rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: true }] });
    await voice.mute(ana, anaLine, false);
    expect(news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }] });
  });

  it('V13: a microphone that is opened muted is paused from its first packet', async () => {
    await voice.join(ana, anaLine);
    const { id } = await voice.openTransport(ana, anaLine, { direction: 'send' });
    await voice.produce(ana, anaLine, { transportId: id, rtpParameters: audioParameters(), muted: true });
    expect(rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(news.some((fact) => 'roster' in fact && fact.roster.some(({ muted }) => !muted))).toBe(false);
  });

  it('V13: the eleventh is told that the room is full, and is not counted twice', async () => {
    const crowd = Array.from({ length: 10 }, (_, i) => ({ who: member(`m${i}`), line: new TestLine(`m${i}`) }));
    for (const { who, line } of crowd) expect(await voice.join(who, line)).toMatchObject({ crowded: false });
    expect(await voice.join(crowd[0]!.who, crowd[0]!.line)).toMatchObject({ crowded: false });
    expect(await voice.join(ana, anaLine)).toMatchObject({ crowded: true });
    for (const { who, line } of crowd) rooms.leave(who, line);
  });

  it('V14: a host mutes one with a reason; nobody else may, and what is silent is told nothing', async () => {
    const host = member('host', 'host');
    const hostLine = new TestLine('host-socket');
    await voice.join(host, hostLine);
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    expect(() => voice.mutePeer(ben, benLine, { peerId: 'ana', reason: 'noise' })).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => voice.muteOthers(ben, benLine)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    await expect(voice.mutePeer(host, hostLine, { peerId: 'nobody', reason: 'host' })).rejects.toMatchObject({ code: 'voice.refused' });
    await voice.mutePeer(host, hostLine, { peerId: 'ana', reason: 'noise' });
    await voice.mutePeer(host, hostLine, { peerId: 'ana', reason: 'host' });
    expect(rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(anaLine.of('voice:muted')).toEqual([{ by: 'host', reason: 'noise' }]);
    await voice.mute(ana, anaLine, false);
    expect(rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(false);
    rooms.leave(host, hostLine);
  });

  it('V14: all but the presenter and the host who asks', async () => {
    const host = member('host', 'host');
    const hostLine = new TestLine('host-socket');
    const all = [[host, hostLine], [ana, anaLine], [ben, benLine]] as const;
    for (const [who, line] of all) {
      await voice.join(who, line);
      await speak(who, line);
    }
    rooms.follow('s1', { peers: [], presenting: { peerId: 'ben', epoch: 1 } });
    await voice.muteOthers(host, hostLine);
    expect(rooms.of('s1')?.roster).toEqual([{ peerId: 'host', muted: false }, { peerId: 'ana', muted: true }, { peerId: 'ben', muted: false }]);
    expect(anaLine.of('voice:muted')).toEqual([{ by: 'host', reason: 'everyone' }]);
    expect(benLine.of('voice:muted')).toEqual([]);
    rooms.leave(host, hostLine);
  });

  it('V15: the owner of a microphone is told whether it is sent on, at every change', async () => {
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    await voice.mute(ana, anaLine, true);
    await voice.mute(ana, anaLine, false);
    rooms.follow('s1', { peers: [], presenting: { peerId: 'ana', epoch: 1 } });
    expect(anaLine.of('voice:audible')).toEqual([{ audible: true }, { audible: false }, { audible: true }]);
  });

  it('V16: credentials of the relays are given with the call, again before they expire, and to nobody outside of the room', async () => {
    const { relays } = await voice.join(ana, anaLine);
    expect(relays).toMatchObject({ urls: ['turn:relay.example:3478'], username: expect.stringMatching(/^\d+:ana$/), lifetimeSeconds: 3_600 });
    expect(voice.relays(ana, anaLine)?.username).toMatch(/:ana$/);
    expect(() => voice.relays(ben, benLine)).toThrow(expect.objectContaining({ code: 'voice.refused' }));
  });

  it('V9: a peer that drops leaves nothing in the worker, and its listeners are told', async () => {
    await voice.join(ana, anaLine);
    await voice.join(ben, benLine);
    await listen(ben, benLine);
    await speak(ana, anaLine);
    expect(await inWorker()).toMatchObject({ transports: 2 });
    rooms.leave(ana, anaLine);
    await until(async () => (await inWorker()).transports === 1);
    expect(await inWorker()).toMatchObject({ routers: 1 });
    await until(() => benLine.of('voice:consumer-closed').length === 1);
  });

  it('V9: the late end of a replaced socket does not end the call of the new one', async () => {
    const newLine = new TestLine('ana-after-reload');
    await voice.join(ana, anaLine);
    await voice.join(ana, newLine);
    rooms.leave(ana, anaLine);
    expect(rooms.of('s1')?.find('ana')?.line).toBe(newLine);
    rooms.leave(ana, newLine);
  });

  it('V10: a worker that is killed is replaced on the same port, and who was in a room joins again', async () => {
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    const { worker: before, port } = worker.running();
    const died = once(before, 'died');
    process.kill(before.pid, 'SIGKILL');
    await died;
    expect(anaLine.of('voice:reset')).toHaveLength(1);
    expect(news).toContainEqual({ sessionId: 's1', roster: [] });
    await expect(voice.join(ana, anaLine)).rejects.toMatchObject({ code: 'voice.preparing' });
    await ready();
    expect(worker.running().port).toBe(port);
    await voice.join(ana, anaLine);
    await speak(ana, anaLine);
    expect(await inWorker()).toMatchObject({ routers: 1, transports: 1 });
  });
});
