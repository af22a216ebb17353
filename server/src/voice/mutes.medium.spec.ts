import { audioParameters } from '../testing/voice-call.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

withWorker(`muting in a voice room${where}`, () => {
  let rig: VoiceRig;
  let ana: Caller;
  let ben: Caller;

  beforeAll(async () => {
    rig = await VoiceRig.start();
  });
  beforeEach(() => {
    [ana, ben] = [rig.caller('ana'), rig.caller('ben')];
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('V8: mute pauses at the server and is told to the session', async () => {
    await ana.join();
    await ana.speak();
    await rig.voice.mute(ana.member, ana, true);
    expect(rig.rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(rig.news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: true }] });
    await rig.voice.mute(ana.member, ana, false);
    expect(rig.news.at(-1)).toEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }] });
  });

  it('V13: a microphone that is opened muted is paused from its first packet', async () => {
    await ana.join();
    const { id } = await ana.open('send');
    await rig.voice.produce(ana.member, ana, { transportId: id, rtpParameters: audioParameters(), muted: true });
    expect(rig.rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(rig.news.some((fact) => 'roster' in fact && fact.roster.some(({ muted }) => !muted))).toBe(false);
  });

  it('V13: the eleventh is told that the room is full, and is not counted twice', async () => {
    const crowd = Array.from({ length: 10 }, (_, i) => rig.caller(`m${i}`));
    for (const one of crowd) expect(await one.join()).toMatchObject({ crowded: false });
    expect(await crowd[0]!.join()).toMatchObject({ crowded: false });
    expect(await ana.join()).toMatchObject({ crowded: true });
  });

  it('V14: a host mutes one with a reason; nobody else may, and what is silent is told nothing', async () => {
    const host = rig.caller('host', 'host');
    await host.join();
    await ana.join();
    await ana.speak();
    expect(() => rig.voice.mutePeer(ben.member, ben, { peerId: 'ana', reason: 'noise' })).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(() => rig.voice.muteOthers(ben.member, ben)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    await expect(rig.voice.mutePeer(host.member, host, { peerId: 'nobody', reason: 'host' })).rejects.toMatchObject({ code: 'voice.refused' });
    await rig.voice.mutePeer(host.member, host, { peerId: 'ana', reason: 'noise' });
    await rig.voice.mutePeer(host.member, host, { peerId: 'ana', reason: 'host' });
    expect(rig.rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(true);
    expect(ana.of('voice:muted')).toEqual([{ by: 'host', reason: 'noise' }]);
    await rig.voice.mute(ana.member, ana, false);
    expect(rig.rooms.of('s1')?.find('ana')?.microphone?.paused).toBe(false);
  });

  it('V14: all but the presenter and the host who asks', async () => {
    const host = rig.caller('host', 'host');
    for (const one of [host, ana, ben]) {
      await one.join();
      await one.speak();
    }
    rig.rooms.follow('s1', { peers: [], presenting: { peerId: 'ben', epoch: 1 } });
    await rig.voice.muteOthers(host.member, host);
    expect(rig.rooms.of('s1')?.roster).toEqual([{ peerId: 'host', muted: false }, { peerId: 'ana', muted: true }, { peerId: 'ben', muted: false }]);
    expect(ana.of('voice:muted')).toEqual([{ by: 'host', reason: 'everyone' }]);
    expect(ben.of('voice:muted')).toEqual([]);
  });
});
