import type { PeerRole, Share, ShareConsumer } from '@parfocal/shared/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { Config } from '../platform/index.js';
import type { Member } from '../session/index.js';
import { until } from '../testing/until.js';
import { AUDIO_CAPABILITIES, audioParameters, DTLS_PARAMETERS, videoParameters, voiceWorkerBin } from '../testing/voice-call.js';
import type { Line } from './line.js';
import { Relays } from './relays.service.js';
import { Shares } from './shares.service.js';
import { VoiceRooms } from './voice-rooms.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? describe : describe.skip;

/** One person in a call, who remembers what their socket was told. */
class Caller implements Line {
  readonly told: [string, unknown][] = [];
  readonly id: string;
  readonly member: Member;
  constructor(peerId: string, role: PeerRole, private readonly voice: Voice, private readonly shares: Shares) {
    this.id = `${peerId}-socket`;
    this.member = { peerId, role, sessionId: 's1', caseId: 'c1', personId: peerId, loginId: peerId, number: 1, name: peerId, mayPoint: true };
  }

  emit(event: string, body?: unknown): void {
    this.told.push([event, body]);
  }

  of<T>(event: string): T[] {
    return this.told.filter(([name]) => name === event).map(([, body]) => body as T);
  }

  async join(): Promise<void> {
    await this.voice.join(this.member, this);
    await this.voice.openTransport(this.member, this, { direction: 'receive' });
    await this.voice.listen(this.member, this, { rtpCapabilities: AUDIO_CAPABILITIES });
  }

  async watch(): Promise<void> {
    await this.shares.watch(this.member, this);
    await this.voice.openTransport(this.member, this, { direction: 'receive' });
    await this.voice.listen(this.member, this, { rtpCapabilities: AUDIO_CAPABILITIES });
  }

  async share(): Promise<string> {
    const { id: transportId } = await this.voice.openTransport(this.member, this, { direction: 'send' });
    await this.voice.connect(this.member, this, { transportId, dtlsParameters: DTLS_PARAMETERS });
    return this.shares.start(this.member, this, { transportId, rtpParameters: videoParameters(), source: 'screen' });
  }
}

withWorker(`a shared picture with mediasoup's worker${bin ? '' : ' (skipped: no worker found; run node scripts/voice-worker.mjs)'}`, () => {
  let worker: VoiceWorker;
  let rooms: VoiceRooms;
  let voice: Voice;
  let shares: Shares;
  let shown: (Share | null)[];
  let [ana, ben, oli, hana]: Caller[] = [];

  const seat = (peerId: string, role: PeerRole): Caller => new Caller(peerId, role, voice, shares);

  beforeAll(async () => {
    const config = Config.parse({ MEDIASOUP_WORKER_BIN: bin, VOICE_PORT: '0', HOST: '127.0.0.1' });
    worker = new VoiceWorker(config);
    rooms = new VoiceRooms(worker);
    [voice, shares] = [new Voice(rooms, new Relays(config)), new Shares(rooms, new Relays(config))];
    rooms.news.subscribe((news) => 'share' in news && shown.push(news.share));
    worker.onApplicationBootstrap();
    await firstValueFrom(worker.state.pipe(filter(({ state }) => state === 'ready')));
  });
  beforeEach(async () => {
    shown = [];
    [ana, ben, oli, hana] = [seat('ana', 'participant'), seat('ben', 'participant'), seat('oli', 'observer'), seat('hana', 'host')];
    for (const one of [ana, ben, oli, hana]) await one.join();
  });
  afterEach(() => {
    for (const one of [ana!, ben!, oli!, hana!]) rooms.leave(one.member, one);
  });
  afterAll(() => {
    rooms.onApplicationShutdown();
    worker.onApplicationShutdown();
  });

  it('V17: one picture reaches everyone who listens, observers too, but not its owner, and who comes later', async () => {
    const producerId = await ana!.share();
    expect(shown).toEqual([{ peerId: 'ana', source: 'screen' }]);
    for (const viewer of [ben!, oli!, hana!]) expect(viewer.of<ShareConsumer>('share:consumer')).toMatchObject([{ producerId }]);
    expect(ana!.of('share:consumer')).toEqual([]);
    const late = seat('late', 'participant');
    await late.join();
    expect(late.of('share:consumer')).toHaveLength(1);
    rooms.leave(late.member, late);
  });

  it('V17: an observer shows nothing, and a second picture is refused while the first is shown', async () => {
    expect(() => shares.start(oli!.member, oli!, { transportId: 'any', rtpParameters: videoParameters(), source: 'screen' })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    await ana!.share();
    await expect(ben!.share()).rejects.toMatchObject({ code: 'share.taken' });
    expect(shown).toEqual([{ peerId: 'ana', source: 'screen' }]);
  });

  it('V17: of two that begin together one is shown', async () => {
    const outcomes = await Promise.allSettled([ana!.share(), ben!.share()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(rooms.of('s1')?.share.current).not.toBeNull();
  });

  it('V18: a host or the presenter takes the place of another’s picture, whose owner is told', async () => {
    await ana!.share();
    rooms.follow('s1', { peers: [], presenting: { peerId: 'ben', epoch: 1 } });
    await ben!.share();
    expect(ana!.of('share:ended')).toEqual([{ by: 'ben' }]);
    await hana!.share();
    expect(ben!.of('share:ended')).toEqual([{ by: 'hana' }]);
    expect(shown.at(-1)).toEqual({ peerId: 'hana', source: 'screen' });
  });

  it('V18: ends by its owner, a host or the presenter; nobody else ends it', async () => {
    await ana!.share();
    expect(() => shares.stop(ben!.member)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    shares.stop(hana!.member);
    expect(ana!.of('share:ended')).toEqual([{ by: 'hana' }]);
    await until(() => ben!.of('share:consumer-closed').length === 1);
    await ana!.share();
    shares.stop(ana!.member);
    expect(shown).toEqual([{ peerId: 'ana', source: 'screen' }, null, { peerId: 'ana', source: 'screen' }, null]);
    expect(ana!.of('share:ended')).toHaveLength(1);
  });

  it('V19: nothing is sent until it is viewed, nor while it is hidden, and a small pane gets the small picture', async () => {
    await ana!.share();
    const { consumerId } = ben!.of<ShareConsumer>('share:consumer')[0]!;
    const room = rooms.of('s1')!;
    const consumer = room.share.consumerOf(room.find('ben')!)!;
    expect(consumer.paused).toBe(true);
    await shares.view(ben!.member, ben!, { consumerId, size: 'small' });
    expect([consumer.paused, consumer.preferredLayers?.spatialLayer]).toEqual([false, 0]);
    await shares.view(ben!.member, ben!, { consumerId, size: 'large' });
    expect(consumer.preferredLayers?.spatialLayer).toBe(1);
    await shares.view(ben!.member, ben!, { consumerId, size: 'hidden' });
    expect(consumer.paused).toBe(true);
    await expect(shares.view(hana!.member, hana!, { consumerId, size: 'large' })).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V22: who is not in the room watches: the picture and no sound, in no roster, and nothing to send over', async () => {
    const wim = seat('wim', 'observer');
    const rosters: unknown[] = [];
    await expect(shares.watch(wim.member, wim)).rejects.toMatchObject({ code: 'voice.refused' });
    const { id: transportId } = await voice.openTransport(ben!.member, ben!, { direction: 'send' });
    await voice.produce(ben!.member, ben!, { transportId, rtpParameters: audioParameters() });
    await ana!.share();
    const news = rooms.news.subscribe((fact) => 'roster' in fact && rosters.push(fact.roster));
    await wim.watch();
    expect(wim.of('share:consumer')).toHaveLength(1);
    expect(wim.of('voice:consumer')).toEqual([]);
    expect(rosters).toEqual([]);
    await shares.view(wim.member, wim, { consumerId: wim.of<ShareConsumer>('share:consumer')[0]!.consumerId, size: 'small' });
    const eve = seat('eve', 'participant');
    await eve.watch();
    await expect(voice.openTransport(eve.member, eve, { direction: 'send' })).rejects.toMatchObject({ code: 'voice.refused' });
    expect(rooms.of('s1')!.roster.map(({ peerId }) => peerId)).toEqual(['ana', 'ben', 'oli', 'hana']);
    shares.unwatch(wim.member, wim);
    shares.unwatch(ana!.member, ana!);
    expect([rooms.of('s1')!.find('wim'), rooms.of('s1')!.find('ana')?.peerId]).toEqual([undefined, 'ana']);
    rooms.leave(eve.member, eve);
    news.unsubscribe();
  });

  it('V22: watching goes over to the next picture, and ends with the last one, with the room and by joining', async () => {
    const wim = seat('wim', 'participant');
    await ana!.share();
    await wim.watch();
    await hana!.share();
    await until(() => wim.of('share:consumer').length === 2);
    await wim.join();
    expect(rooms.of('s1')!.roster.map(({ peerId }) => peerId)).toContain('wim');
    await expect(shares.watch(wim.member, wim)).rejects.toMatchObject({ code: 'voice.refused' });
    rooms.leave(wim.member, wim);
    await wim.watch();
    shares.stop(hana!.member);
    expect(rooms.of('s1')!.find('wim')).toBeUndefined();
  });

  it('V17: who leaves, or becomes an observer, shows nothing any more', async () => {
    await ana!.share();
    rooms.leave(ana!.member, ana!);
    expect(shown.at(-1)).toBeNull();
    await ben!.share();
    rooms.of('s1')!.silence('ben');
    expect(shown.at(-1)).toBeNull();
  });

  it('V10: with the worker the picture is gone, and the session is told', async () => {
    await ana!.share();
    process.kill(worker.running().worker.pid, 'SIGKILL');
    await until(() => shown.at(-1) === null);
    await firstValueFrom(worker.state.pipe(filter(({ state }) => state === 'ready')));
  });
});
