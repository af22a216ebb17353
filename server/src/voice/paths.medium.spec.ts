import { until } from '../testing/until.js';
import { audioParameters } from '../testing/voice-call.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

withWorker(`the paths of a voice room${where}`, () => {
  let rig: VoiceRig;
  let ana: Caller;
  let ben: Caller;

  beforeAll(async () => {
    rig = await VoiceRig.start({ TURN_URLS: 'turn:relay.example:3478', TURN_SECRET: 'a secret of the house' });
  });
  beforeEach(() => {
    [ana, ben] = [rig.caller('ana'), rig.caller('ben')];
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('V2: a room lives from the first join to the last leave', async () => {
    await Promise.all([ana.join(), ben.join()]);
    expect(await rig.inWorker()).toMatchObject({ routers: 1 });
    ana.leave();
    expect(await rig.inWorker()).toMatchObject({ routers: 1 });
    ben.leave();
    await until(async () => (await rig.inWorker()).routers === 0);
    expect(rig.rooms.count).toBe(0);
  });

  it('V3: offers UDP and TCP on one port', async () => {
    await ana.join();
    const { iceCandidates } = await ana.open('send');
    const candidates = iceCandidates as { protocol: string; port: number; ip: string }[];
    expect(candidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
    expect(new Set(candidates.map(({ port }) => port))).toEqual(new Set([rig.worker.running().port]));
  });

  it('V4: a second transport of a direction replaces the first', async () => {
    await ana.join();
    const first = await ana.open('send');
    await ana.open('send');
    await ana.open('receive');
    expect(await rig.inWorker()).toMatchObject({ transports: 2 });
    await expect(rig.voice.restartIce(ana.member, ana, first.id)).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V4: an ICE restart gives a path new credentials, and keeps it', async () => {
    await ana.join();
    const { id, iceParameters } = await ana.open('receive');
    const restarted = await rig.voice.restartIce(ana.member, ana, id);
    expect(restarted).toEqual({ usernameFragment: expect.any(String), password: expect.any(String), iceLite: true });
    expect(restarted).not.toEqual(iceParameters);
    expect(await rig.inWorker()).toMatchObject({ transports: 1 });
  });

  it('V21: new transports take nobody out of the room, and give everything anew', async () => {
    await ana.join();
    await ben.join();
    await ana.listen();
    await ben.listen();
    await ana.speak();
    await ben.speak();
    rig.news.length = 0;
    const again = await ana.speak();
    await ana.listen();
    const rosters = rig.news.flatMap((fact) => ('roster' in fact ? [fact.roster] : []));
    expect(rosters.every((roster) => roster.length === 2)).toBe(true);
    expect(rosters[0]).toEqual([{ peerId: 'ana', muted: true }, { peerId: 'ben', muted: false }]);
    expect(rosters.at(-1)).toEqual([{ peerId: 'ana', muted: false }, { peerId: 'ben', muted: false }]);
    await until(() => ben.of('voice:consumer-closed').length === 1);
    expect(ben.of<{ producerId: string }>('voice:consumer').at(-1)).toMatchObject({ producerId: again });
    expect(ana.of<{ peerId: string }>('voice:consumer').map(({ peerId }) => peerId)).toEqual(['ben', 'ben']);
    expect(await rig.inWorker()).toMatchObject({ transports: 4 });
  });

  it('V21: a path whose other end is gone is closed, and its owner, still in the room, is told', async () => {
    await ana.join();
    const peer = rig.rooms.of('s1')!.find('ana')!;
    const path = await peer.openTransport('send');
    await rig.rooms.of('s1')!.produce(peer, path.id, audioParameters());
    path.emit('dtlsstatechange', 'closed');
    expect(ana.of('voice:transport-closed')).toEqual([{ transportId: path.id }]);
    expect(rig.news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: true }] });
    expect(await rig.inWorker()).toMatchObject({ transports: 0 });
    await ana.speak();
    expect(rig.news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }] });
  });

  it('V16: credentials of the relays are given with the call, again before they expire, and to nobody outside of the room', async () => {
    const { relays } = await ana.join();
    expect(relays).toMatchObject({ urls: ['turn:relay.example:3478'], username: expect.stringMatching(/^\d+:ana$/), lifetimeSeconds: 3_600 });
    expect(rig.voice.relays(ana.member, ana)?.username).toMatch(/:ana$/);
    expect(() => rig.voice.relays(ben.member, ben)).toThrow(expect.objectContaining({ code: 'voice.refused' }));
  });
});
