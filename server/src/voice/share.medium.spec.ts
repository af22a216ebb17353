import type { PeerRole, Share, ShareConsumer } from '@parfocal/shared/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { Config } from '../platform/index.js';
import type { Member } from '../session/index.js';
import { until } from '../testing/until.js';
import { AUDIO_CAPABILITIES, DTLS_PARAMETERS, videoParameters, voiceWorkerBin } from '../testing/voice-call.js';
import type { Line } from './line.js';
import { Relays } from './relays.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? describe : describe.skip;

/** One person in a call, who remembers what their socket was told. */
class Caller implements Line {
  readonly told: [string, unknown][] = [];
  readonly id: string;
  readonly member: Member;
  constructor(peerId: string, role: PeerRole, private readonly voice: Voice) {
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

  async share(): Promise<string> {
    const { id: transportId } = await this.voice.openTransport(this.member, this, { direction: 'send' });
    await this.voice.connect(this.member, this, { transportId, dtlsParameters: DTLS_PARAMETERS });
    return this.voice.startShare(this.member, this, { transportId, rtpParameters: videoParameters(), source: 'screen' });
  }
}

withWorker(`a shared picture with mediasoup's worker${bin ? '' : ' (skipped: no worker found; run node scripts/voice-worker.mjs)'}`, () => {
  let worker: VoiceWorker;
  let voice: Voice;
  let shares: (Share | null)[];
  let [ana, ben, oli, hana]: Caller[] = [];

  beforeAll(async () => {
    const config = Config.parse({ MEDIASOUP_WORKER_BIN: bin, VOICE_PORT: '0', HOST: '127.0.0.1' });
    worker = new VoiceWorker(config);
    voice = new Voice(worker, new Relays(config));
    voice.news.subscribe((news) => 'share' in news && shares.push(news.share));
    worker.onApplicationBootstrap();
    await firstValueFrom(worker.state.pipe(filter(({ state }) => state === 'ready')));
  });
  beforeEach(async () => {
    shares = [];
    [ana, ben, oli, hana] = [new Caller('ana', 'participant', voice), new Caller('ben', 'participant', voice), new Caller('oli', 'observer', voice), new Caller('hana', 'host', voice)];
    for (const one of [ana, ben, oli, hana]) await one.join();
  });
  afterEach(() => {
    for (const one of [ana!, ben!, oli!, hana!]) voice.leave(one.member, one);
  });
  afterAll(() => {
    voice.onApplicationShutdown();
    worker.onApplicationShutdown();
  });

  it('V17: one picture reaches everyone who listens, observers too, but not its owner, and who comes later', async () => {
    const producerId = await ana!.share();
    expect(shares).toEqual([{ peerId: 'ana', source: 'screen' }]);
    for (const viewer of [ben!, oli!, hana!]) expect(viewer.of<ShareConsumer>('share:consumer')).toMatchObject([{ producerId }]);
    expect(ana!.of('share:consumer')).toEqual([]);
    const late = new Caller('late', 'participant', voice);
    await late.join();
    expect(late.of('share:consumer')).toHaveLength(1);
    voice.leave(late.member, late);
  });

  it('V17: an observer shows nothing, and a second picture is refused while the first is shown', async () => {
    expect(() => voice.startShare(oli!.member, oli!, { transportId: 'any', rtpParameters: videoParameters(), source: 'screen' })).toThrow(expect.objectContaining({ code: 'voice.forbidden' }));
    await ana!.share();
    await expect(ben!.share()).rejects.toMatchObject({ code: 'share.taken' });
    expect(shares).toEqual([{ peerId: 'ana', source: 'screen' }]);
  });

  it('V17: of two that begin together one is shown', async () => {
    const outcomes = await Promise.allSettled([ana!.share(), ben!.share()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(voice.room('s1')?.share.current).not.toBeNull();
  });

  it('V18: a host or the presenter takes the place of another’s picture, whose owner is told', async () => {
    await ana!.share();
    voice.follow('s1', { peers: [], presenting: { peerId: 'ben', epoch: 1 } });
    await ben!.share();
    expect(ana!.of('share:ended')).toEqual([{ by: 'ben' }]);
    await hana!.share();
    expect(ben!.of('share:ended')).toEqual([{ by: 'hana' }]);
    expect(shares.at(-1)).toEqual({ peerId: 'hana', source: 'screen' });
  });

  it('V18: ends by its owner, a host or the presenter; nobody else ends it', async () => {
    await ana!.share();
    expect(() => voice.stopShare(ben!.member)).toThrow(expect.objectContaining({ code: 'forbidden' }));
    voice.stopShare(hana!.member);
    expect(ana!.of('share:ended')).toEqual([{ by: 'hana' }]);
    await until(() => ben!.of('share:consumer-closed').length === 1);
    await ana!.share();
    voice.stopShare(ana!.member);
    expect(shares).toEqual([{ peerId: 'ana', source: 'screen' }, null, { peerId: 'ana', source: 'screen' }, null]);
    expect(ana!.of('share:ended')).toHaveLength(1);
  });

  it('V19: nothing is sent until it is viewed, nor while it is hidden, and a small pane gets the small picture', async () => {
    await ana!.share();
    const { consumerId } = ben!.of<ShareConsumer>('share:consumer')[0]!;
    const room = voice.room('s1')!;
    const consumer = room.share.consumerOf(room.find('ben')!)!;
    expect(consumer.paused).toBe(true);
    await voice.viewShare(ben!.member, ben!, { consumerId, size: 'small' });
    expect([consumer.paused, consumer.preferredLayers?.spatialLayer]).toEqual([false, 0]);
    await voice.viewShare(ben!.member, ben!, { consumerId, size: 'large' });
    expect(consumer.preferredLayers?.spatialLayer).toBe(1);
    await voice.viewShare(ben!.member, ben!, { consumerId, size: 'hidden' });
    expect(consumer.paused).toBe(true);
    await expect(voice.viewShare(hana!.member, hana!, { consumerId, size: 'large' })).rejects.toMatchObject({ code: 'voice.refused' });
  });

  it('V17: who leaves, or becomes an observer, shows nothing any more', async () => {
    await ana!.share();
    voice.leave(ana!.member, ana!);
    expect(shares.at(-1)).toBeNull();
    await ben!.share();
    voice.room('s1')!.silence('ben');
    expect(shares.at(-1)).toBeNull();
  });

  it('V10: with the worker the picture is gone, and the session is told', async () => {
    await ana!.share();
    process.kill(worker.running().worker.pid, 'SIGKILL');
    await until(() => shares.at(-1) === null);
    await firstValueFrom(worker.state.pipe(filter(({ state }) => state === 'ready')));
  });
});
