import { until } from '../testing/until.js';
import { audioParameters } from '../testing/voice-call.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

withWorker(`who hears whom in a voice room${where}`, () => {
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

  it('V7: a microphone reaches the second peer as a paused consumer, and is sent once that peer is ready', async () => {
    await ana.join();
    await ben.join();
    await ben.listen();
    const producerId = await ana.speak();
    const [consumer] = ben.of<{ consumerId: string; producerId: string; peerId: string }>('voice:consumer');
    expect(consumer).toMatchObject({ producerId, peerId: 'ana' });
    expect(ben.of('voice:heard')).toEqual([]);
    rig.voice.ready(ben.member, ben, consumer!.consumerId);
    expect(ben.of('voice:heard')).toEqual([{ consumerId: consumer!.consumerId, heard: true }]);
    expect(rig.news).toContainEqual({ sessionId: 's1', roster: [{ peerId: 'ana', muted: false }, { peerId: 'ben', muted: true }] });
  });

  it('V7: who listens late hears the microphones that were open before, but never the own one', async () => {
    await ana.join();
    await ana.speak();
    await ana.listen();
    await ben.join();
    await ben.listen();
    expect(ana.of('voice:consumer')).toEqual([]);
    expect(ben.of('voice:consumer')).toHaveLength(1);
  });

  it('V5: an observer listens and may not speak', async () => {
    const oli = rig.caller('oli', 'observer');
    await ana.join();
    await ana.speak();
    await oli.join();
    await oli.listen();
    expect(oli.of('voice:consumer')).toHaveLength(1);
    expect(() => oli.open('send')).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    const { id } = await oli.open('receive');
    expect(() => rig.voice.produce(oli.member, oli, { transportId: id, rtpParameters: audioParameters() })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
  });

  it('V5: who becomes an observer loses the microphone', async () => {
    await ana.join();
    await ben.join();
    await ben.listen();
    await ana.speak();
    const [consumer] = ben.of<{ consumerId: string }>('voice:consumer');
    const peer = { peerId: 'ana', number: 1, personId: 'ana', name: 'ana', role: 'observer', colour: 0, state: 'here', slideId: 's', following: null, isFollowable: true, isElsewhere: false, delayMs: null, mayPoint: true } as const;
    rig.rooms.follow('s1', { peers: [peer], presenting: { peerId: null, epoch: 0 } });
    await until(() => ben.of('voice:consumer-closed').length > 0);
    expect(ben.of('voice:consumer-closed')).toEqual([{ consumerId: consumer!.consumerId }]);
  });

  it('V6: parameters that mediasoup refuses are refused to the caller, and the worker lives', async () => {
    const { pid } = rig.worker.running().worker;
    await ana.join();
    const { id } = await ana.open('send');
    const same = audioParameters();
    await rig.voice.produce(ana.member, ana, { transportId: id, rtpParameters: same });
    const bad = { ...audioParameters(), mid: '1', headerExtensions: [{ uri: 'urn:nobody:knows', id: 3 }] };
    await expect(rig.voice.produce(ana.member, ana, { transportId: id, rtpParameters: bad })).rejects.toMatchObject({ code: 'voice.refused' });
    await expect(rig.voice.produce(ana.member, ana, { transportId: id, rtpParameters: same })).rejects.toMatchObject({ code: 'voice.refused' });
    await expect(rig.voice.produce(ben.member, ben, { transportId: id, rtpParameters: same })).rejects.toMatchObject({ code: 'voice.refused' });
    expect(rig.worker.running().worker.pid).toBe(pid);
    expect(await rig.inWorker()).toMatchObject({ servers: 1 });
  });

  it('V15: the owner of a microphone is told whether it is sent on, at every change', async () => {
    await ana.join();
    await ana.speak();
    await rig.voice.mute(ana.member, ana, true);
    await rig.voice.mute(ana.member, ana, false);
    rig.rooms.follow('s1', { peers: [], presenting: { peerId: 'ana', epoch: 1 } });
    expect(ana.of('voice:audible')).toEqual([{ audible: true }, { audible: false }, { audible: true }]);
  });
});
