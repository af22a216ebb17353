import type { Share, ShareConsumer } from '@parfocal/shared/protocol';
import { until } from '../testing/until.js';
import { audioParameters, videoParameters } from '../testing/voice-call.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

withWorker(`a shared picture with mediasoup's worker${where}`, () => {
  let rig: VoiceRig;
  let ana: Caller;
  let ben: Caller;
  let oli: Caller;
  let hana: Caller;

  const shown = (): (Share | null)[] => rig.news.flatMap((fact) => ('share' in fact ? [fact.share] : []));
  const enter = async (caller: Caller): Promise<void> => {
    await caller.join();
    await caller.listen();
  };

  beforeAll(async () => {
    rig = await VoiceRig.start();
  });
  beforeEach(async () => {
    [ana, ben, oli, hana] = [rig.caller('ana'), rig.caller('ben'), rig.caller('oli', 'observer'), rig.caller('hana', 'host')];
    for (const one of [ana, ben, oli, hana]) await enter(one);
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('V17: one picture reaches everyone who listens, observers too, but not its owner, and who comes later', async () => {
    const producerId = await ana.share();
    expect(shown()).toEqual([{ peerId: 'ana', source: 'screen' }]);
    for (const viewer of [ben, oli, hana]) expect(viewer.of<ShareConsumer>('share:consumer')).toMatchObject([{ producerId }]);
    expect(ana.of('share:consumer')).toEqual([]);
    const late = rig.caller('late', 'participant');
    await enter(late);
    expect(late.of('share:consumer')).toHaveLength(1);
  });

  it('V17: an observer shows nothing, and a second picture is refused while the first is shown', async () => {
    expect(() => rig.shares.start(oli.member, oli, { transportId: 'any', rtpParameters: videoParameters(), source: 'screen' })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    await ana.share();
    await expect(ben.share()).rejects.toMatchObject({ code: 'share.taken' });
    expect(shown()).toEqual([{ peerId: 'ana', source: 'screen' }]);
  });

  it('V17: of two that begin together one is shown', async () => {
    const outcomes = await Promise.allSettled([ana.share(), ben.share()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(rig.rooms.of('s1')?.share.current).not.toBeNull();
  });

  it('V18: a host or the presenter takes the place of another’s picture, whose owner is told', async () => {
    await ana.share();
    rig.rooms.follow('s1', { peers: [], presenting: { peerId: 'ben', epoch: 1 } });
    await ben.share();
    expect(ana.of('share:ended')).toEqual([{ by: 'ben' }]);
    await hana.share();
    expect(ben.of('share:ended')).toEqual([{ by: 'hana' }]);
    expect(shown().at(-1)).toEqual({ peerId: 'hana', source: 'screen' });
  });

  it('V18: ends by its owner, a host or the presenter; nobody else ends it', async () => {
    await ana.share();
    expect(() => rig.shares.stop(ben.member)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    rig.shares.stop(hana.member);
    expect(ana.of('share:ended')).toEqual([{ by: 'hana' }]);
    await until(() => ben.of('share:consumer-closed').length === 1);
    await ana.share();
    rig.shares.stop(ana.member);
    expect(shown()).toEqual([{ peerId: 'ana', source: 'screen' }, null, { peerId: 'ana', source: 'screen' }, null]);
    expect(ana.of('share:ended')).toHaveLength(1);
  });

  it('V19: nothing is sent until it is viewed, nor while it is hidden, and a small pane gets the small picture', async () => {
    await ana.share();
    const { consumerId } = ben.of<ShareConsumer>('share:consumer')[0]!;
    const room = rig.rooms.of('s1')!;
    const consumer = room.share.consumerOf(room.find('ben')!)!;
    expect(consumer.paused).toBe(true);
    await rig.shares.view(ben.member, ben, { consumerId, size: 'small' });
    expect([consumer.paused, consumer.preferredLayers?.spatialLayer]).toEqual([false, 0]);
    await rig.shares.view(ben.member, ben, { consumerId, size: 'large' });
    expect(consumer.preferredLayers?.spatialLayer).toBe(1);
    await rig.shares.view(ben.member, ben, { consumerId, size: 'hidden' });
    expect(consumer.paused).toBe(true);
    await expect(rig.shares.view(hana.member, hana, { consumerId, size: 'large' })).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V22: who is not in the room watches: the picture and no sound, in no roster, and nothing to send over', async () => {
    const wim = rig.caller('wim', 'observer');
    const rosters: unknown[] = [];
    await expect(rig.shares.watch(wim.member, wim)).rejects.toMatchObject({ code: 'voice.refused' });
    const { id: transportId } = await rig.voice.openTransport(ben.member, ben, { direction: 'send' });
    await rig.voice.produce(ben.member, ben, { transportId, rtpParameters: audioParameters() });
    await ana.share();
    const news = rig.rooms.news.subscribe((fact) => 'roster' in fact && rosters.push(fact.roster));
    await wim.watch();
    expect(wim.of('share:consumer')).toHaveLength(1);
    expect(wim.of('voice:consumer')).toEqual([]);
    expect(rosters).toEqual([]);
    await rig.shares.view(wim.member, wim, { consumerId: wim.of<ShareConsumer>('share:consumer')[0]!.consumerId, size: 'small' });
    const eve = rig.caller('eve', 'participant');
    await eve.watch();
    await expect(rig.voice.openTransport(eve.member, eve, { direction: 'send' })).rejects.toMatchObject({ code: 'voice.refused' });
    expect(rig.rooms.of('s1')!.roster.map(({ peerId }) => peerId)).toEqual(['ana', 'ben', 'oli', 'hana']);
    rig.shares.unwatch(wim.member, wim);
    rig.shares.unwatch(ana.member, ana);
    expect([rig.rooms.of('s1')!.find('wim'), rig.rooms.of('s1')!.find('ana')?.peerId]).toEqual([undefined, 'ana']);
    news.unsubscribe();
  });

  it('V22: watching goes over to the next picture, and ends with the last one, with the room and by joining', async () => {
    const wim = rig.caller('wim', 'participant');
    await ana.share();
    await wim.watch();
    await hana.share();
    await until(() => wim.of('share:consumer').length === 2);
    await enter(wim);
    expect(rig.rooms.of('s1')!.roster.map(({ peerId }) => peerId)).toContain('wim');
    await expect(rig.shares.watch(wim.member, wim)).rejects.toMatchObject({ code: 'voice.refused' });
    wim.leave();
    await wim.watch();
    rig.shares.stop(hana.member);
    expect(rig.rooms.of('s1')!.find('wim')).toBeUndefined();
  });

  it('V17: who leaves, or becomes an observer, shows nothing any more', async () => {
    await ana.share();
    ana.leave();
    expect(shown().at(-1)).toBeNull();
    await ben.share();
    rig.rooms.of('s1')!.silence('ben');
    expect(shown().at(-1)).toBeNull();
  });

  it('V10: with the worker the picture is gone, and the session is told', async () => {
    await ana.share();
    await rig.killWorker();
    await until(() => shown().at(-1) === null);
    await rig.ready();
  });
});
