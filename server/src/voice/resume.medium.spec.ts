import { AWAY_GRACE_MS, type VoiceResume, type VoiceResumed } from '@parfocal/shared/protocol';
import { until } from '../testing/until.js';
import { openPlainPaths, PlainEnd } from './testing/plain-path.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

interface Given {
  readonly consumerId: string;
  readonly producerId: string;
  readonly peerId: string;
}

withWorker(`a call whose line breaks${where}`, () => {
  let rig: VoiceRig;
  let ana: Caller;
  let ben: Caller;
  /** Ana's next socket. */
  let back: Caller;
  let callId: string;
  let microphone: string;

  const drop = (caller: Caller): void => rig.rooms.drop(caller.member, caller);
  const given = (caller: Caller): Given[] => caller.of<Given>('voice:consumer');
  const resume = (has: Partial<VoiceResume> = {}, by = back): Promise<VoiceResumed> =>
    rig.voice.resume(by.member, by, { callId, muted: false, producerIds: [microphone], consumerIds: given(ana).map(({ consumerId }) => consumerId), ...has });
  const rosters = (): unknown[] => rig.news.flatMap((fact) => ('roster' in fact ? [fact.roster] : []));

  beforeAll(async () => {
    rig = await VoiceRig.start();
  });
  beforeEach(async () => {
    [ana, ben, back] = [rig.caller('ana'), rig.caller('ben'), rig.caller('ana', 'participant', 'ana-again')];
    ({ callId } = await ana.join());
    await ben.join();
    await ana.listen();
    await ben.listen();
    await ben.speak();
    microphone = await ana.speak();
    for (const one of [ana, ben]) rig.voice.ready(one.member, one, given(one)[0]!.consumerId);
    rig.news.length = 0;
  });
  afterEach(() => {
    for (const one of [ana, ben]) rig.rooms.end('s1', one.member.peerId);
    rig.clear();
    jest.useRealTimers();
  });
  afterAll(() => rig.close());

  it('V24: comes back to the same transports, microphone and consumers, and the room has no news of it', async () => {
    const transports = rig.rooms.of('s1')!.find('ana')!.transportIds;
    drop(ana);
    expect(rig.rooms.of('s1')!.roster).toContainEqual({ peerId: 'ana', muted: false });
    const named = given(ana)[0]!.consumerId;
    expect(await resume()).toEqual({ transportIds: transports, producerIds: [microphone], consumerIds: [named] });
    expect(await rig.inWorker()).toMatchObject({ transports: 4 });
    expect(back.told).toEqual(expect.arrayContaining([['voice:audible', { audible: true }], ['voice:heard', { consumerId: named, heard: true }]]));
    expect(back.of('voice:consumer')).toEqual([]);
    expect([rosters(), ben.of('voice:consumer-closed')]).toEqual([[], []]);
    await rig.voice.mute(back.member, back, true);
  });

  it('V24: a socket that the server takes for alive still is replaced, and its late end ends nothing', async () => {
    await resume();
    drop(ana);
    expect(rig.rooms.of('s1')!.find('ana')!.line.isOver(back)).toBe(true);
  });

  it('V24: what came meanwhile is given, what went stands no more, and what was lost on the way is made anew', async () => {
    const cleo = rig.caller('cleo');
    drop(ana);
    await cleo.join();
    const hers = await cleo.speak();
    ben.leave();
    await rig.inWorker(); // the worker tells in order: that Ben's microphone is gone comes before the answer
    expect(await resume()).toMatchObject({ consumerIds: [] });
    expect(given(back)).toMatchObject([{ producerId: hers, peerId: 'cleo' }]);
    drop(back);
    const again = rig.caller('ana', 'participant', 'ana-a-third-time');
    expect(await resume({ consumerIds: [] }, again)).toMatchObject({ consumerIds: [] });
    expect(given(again)).toMatchObject([{ producerId: hers, peerId: 'cleo' }]);
    expect(given(again)[0]!.consumerId).not.toBe(given(back)[0]!.consumerId);
  });

  it('V24: a microphone and a picture that the browser has no more are closed, and the others are told', async () => {
    const picture = await ana.share();
    microphone = await ana.speak();
    const { transportIds } = rig.rooms.of('s1')!.find('ana')!;
    drop(ana);
    expect(await resume({ producerIds: [] })).toMatchObject({ transportIds, producerIds: [] });
    expect(rosters().at(-1)).toContainEqual({ peerId: 'ana', muted: true });
    expect(picture).toBeDefined();
    expect(rig.rooms.of('s1')!.share.current).toBeNull();
  });

  it('V24: the picture goes on over the drop; who is ended meanwhile learns by whom', async () => {
    const picture = await ana.share();
    drop(ana);
    expect(rig.rooms.of('s1')!.share.current).toEqual({ peerId: 'ana', source: 'screen' });
    rig.shares.stop(rig.caller('hana', 'host').member);
    expect(await resume({ producerIds: [microphone, picture] })).toMatchObject({ producerIds: [] });
    expect(back.of('share:ended')).toEqual([{ by: 'hana' }]);
  });

  it('V24: who was muted by a host meanwhile stays muted and learns by whom; what the owner did meanwhile counts as well', async () => {
    const hana = rig.caller('hana', 'host');
    const isPaused = (): boolean => rig.rooms.of('s1')!.find('ana')!.microphone!.paused;
    await hana.join();
    drop(ana);
    await rig.voice.mutePeer(hana.member, hana, { peerId: 'ana', reason: 'noise' });
    await resume({ muted: false });
    expect([isPaused(), back.of('voice:muted')]).toEqual([true, [{ by: 'hana', reason: 'noise' }]]);
    drop(back);
    await resume({ muted: false }, ana);
    expect([isPaused(), ana.of('voice:muted')]).toEqual([false, []]);
    drop(ana);
    await resume({ muted: true });
    expect(isPaused()).toBe(true);
  });

  it('V24: nobody resumes a call without its id, from another seat, or only watching; and over the old socket nothing is asked any more', async () => {
    drop(ana);
    const other = '7e9b4ac8-7f5a-4c08-93a3-1a0b8f3f5a11';
    await expect(resume({ callId: other })).rejects.toMatchObject({ code: 'voice.refused' });
    await expect(resume({}, ben)).rejects.toMatchObject({ code: 'voice.refused' });
    await resume();
    expect(() => rig.voice.relays(ana.member, ana)).toThrow(expect.objectContaining({ code: 'voice.refused' }));
  });

  it('V24: a page that takes the seat and joins begins anew: the call of the one before is over', async () => {
    drop(ana);
    await back.join();
    await until(() => ben.of('voice:consumer-closed').length === 1);
    await expect(resume()).rejects.toMatchObject({ code: 'voice.refused' });
    expect(rig.rooms.of('s1')!.find('ana')!.microphone).toBeUndefined();
  });

  it('V9: who is not back in time is out, and whoever heard them is told', async () => {
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'Date', 'performance', 'hrtime'] });
    drop(ana);
    jest.advanceTimersByTime(AWAY_GRACE_MS - 1);
    expect(rig.rooms.of('s1')!.find('ana')).toBeDefined();
    jest.advanceTimersByTime(1);
    jest.useRealTimers();
    expect(rosters().at(-1)).toEqual([{ peerId: 'ben', muted: false }]);
    await until(async () => (await rig.inWorker()).transports === 2);
    await until(() => ben.of('voice:consumer-closed').length === 1);
    await expect(resume()).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it.each([
    ['whose login is revoked', () => rig.connections.closeLogin(ana.member.loginId)],
    ['who is put out of the session', () => rig.rooms.end('s1', 'ana')],
  ])('V9: %s while away is out at once, and never resumes', async (_who, happen) => {
    drop(ana);
    happen();
    expect(rosters().at(-1)).toEqual([{ peerId: 'ben', muted: false }]);
    await expect(resume()).rejects.toMatchObject({ code: 'voice.refused' });
    await until(async () => (await rig.inWorker()).transports === 2);
  });

  it('V9: an away peer whose last path ends, as with a page that was closed, is out at once', async () => {
    const peer = rig.rooms.of('s1')!.find('ana')!;
    const [receive, send] = [await peer.openTransport('receive'), await peer.openTransport('send')];
    drop(ana);
    receive.emit('dtlsstatechange', 'closed');
    expect(rig.rooms.of('s1')!.find('ana')).toBe(peer);
    send.emit('dtlsstatechange', 'closed');
    expect(rig.rooms.of('s1')!.find('ana')).toBeUndefined();
    expect(rosters().at(-1)).toEqual([{ peerId: 'ben', muted: false }]);
  });

  it('V9: with the session every call is over, also of who is away; a login that ends later ends nothing twice', async () => {
    drop(ana);
    rig.rooms.end('s1');
    expect(rig.rooms.count).toBe(0);
    rig.news.length = 0;
    rig.connections.closeLogin(ana.member.loginId);
    expect(rig.news).toEqual([]);
  });

  it('V5, V24: who became an observer while away has no microphone to come back to', async () => {
    drop(ana);
    rig.rooms.of('s1')!.silence('ana');
    expect(await resume()).toMatchObject({ producerIds: [] });
  });

  it('V10, V24: after the worker died there is nothing to resume', async () => {
    drop(ana);
    await rig.killWorker();
    await rig.ready();
    await expect(resume()).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V9, V22: who only watches leaves with the line', async () => {
    const wim = rig.caller('wim');
    await ana.share();
    await wim.watch();
    drop(wim);
    expect(rig.rooms.of('s1')!.find('wim')).toBeUndefined();
  });
});

withWorker(`what travels while a line is away${where}`, () => {
  it('V9: packets go on, in both directions, and none is lost', async () => {
    const rig = await VoiceRig.start();
    const [ana, ben] = [rig.caller('ana'), rig.caller('ben')];
    const { worker } = rig.worker.running();
    const createRouter = worker.createRouter.bind(worker);
    let paths: ReturnType<typeof openPlainPaths> = [];
    jest.spyOn(worker, 'createRouter').mockImplementationOnce(async (options) => {
      const router = await createRouter(options);
      paths = openPlainPaths(router);
      return router;
    });
    const { callId } = await ana.join();
    await ben.join();
    for (const one of [ana, ben]) await one.listen();
    const microphones = [await ana.produce(), await ben.produce()];
    for (const one of [ana, ben]) rig.voice.ready(one.member, one, one.of<Given>('voice:consumer')[0]!.consumerId);
    const [toAna, toBen, fromAna, fromBen] = await Promise.all(paths.map((path) => PlainEnd.of(path)));
    const say = async (count: number): Promise<void> => {
      const [a, b] = [toAna!.received, toBen!.received];
      for (let packet = 0; packet < count; packet++) {
        fromAna!.send(microphones[0]!.ssrc);
        fromBen!.send(microphones[1]!.ssrc);
      }
      await until(() => toAna!.received === a + count && toBen!.received === b + count);
    };
    await say(20);
    rig.rooms.drop(ana.member, ana);
    await say(100);
    const back = rig.caller('ana', 'participant', 'ana-again');
    const consumerIds = ana.of<Given>('voice:consumer').map(({ consumerId }) => consumerId);
    await rig.voice.resume(back.member, back, { callId, muted: false, producerIds: [microphones[0]!.id], consumerIds });
    await say(20);
    for (const end of [toAna, toBen, fromAna, fromBen]) end!.close();
    rig.rooms.end('s1');
    rig.close();
  });
});
