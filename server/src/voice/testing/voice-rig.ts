import { once } from 'node:events';
import type { PeerRole, VoiceJoined, VoiceTransport } from '@parfocal/shared/protocol';
import { filter, firstValueFrom } from 'rxjs';
import { Config } from '../../platform/index.js';
import type { Member } from '../../session/index.js';
import { AUDIO_CAPABILITIES, audioParameters, DTLS_PARAMETERS, videoParameters, voiceWorkerBin } from '../../testing/voice-call.js';
import { Connections } from '../../wire/index.js';
import type { Line } from '../line.js';
import { Relays } from '../relays.service.js';
import { Shares } from '../shares.service.js';
import { type VoiceNews, VoiceRooms } from '../voice-rooms.service.js';
import { Voice } from '../voice.service.js';
import { VoiceWorker } from '../voice-worker.js';

/** `undefined` on a machine without the worker: tests that need it are skipped there. */
export const workerBin = voiceWorkerBin();
export const where = workerBin ? '' : ' (skipped: no voice worker found; run node scripts/voice-worker.mjs)';

/** One socket of one person in the session `s1`, which remembers what it was told. */
export class Caller implements Line {
  readonly told: [string, unknown][] = [];
  readonly member: Member;

  constructor(private readonly rig: VoiceRig, peerId: string, role: PeerRole, readonly id: string) {
    this.member = { peerId, role, sessionId: 's1', caseId: 'c1', personId: peerId, loginId: `login-of-${peerId}`, number: 1, name: peerId, mayPoint: true };
  }

  emit(event: string, body?: unknown): void {
    this.told.push([event, body]);
  }

  of<T>(event: string): T[] {
    return this.told.filter(([name]) => name === event).map(([, body]) => body as T);
  }

  join(): Promise<VoiceJoined> {
    return this.rig.voice.join(this.member, this);
  }

  open(direction: 'send' | 'receive'): Promise<VoiceTransport> {
    return this.rig.voice.openTransport(this.member, this, { direction });
  }

  async listen(): Promise<void> {
    await this.open('receive');
    await this.rig.voice.listen(this.member, this, { rtpCapabilities: AUDIO_CAPABILITIES });
  }

  /** Opens a microphone; its producer's id. */
  async speak(): Promise<string> {
    const { id: transportId } = await this.openToSend();
    return this.rig.voice.produce(this.member, this, { transportId, rtpParameters: audioParameters() });
  }

  /** Opens a microphone over a path that nothing connects: its producer's id, and the SSRC of its packets. */
  async produce(): Promise<{ id: string; ssrc: number }> {
    const { id: transportId } = await this.open('send');
    const rtpParameters = audioParameters();
    return { id: await this.rig.voice.produce(this.member, this, { transportId, rtpParameters }), ssrc: rtpParameters.encodings[0]!.ssrc! };
  }

  /** Shows a screen; its producer's id. */
  async share(): Promise<string> {
    const { id: transportId } = await this.openToSend();
    return this.rig.shares.start(this.member, this, { transportId, rtpParameters: videoParameters(), source: 'screen' });
  }

  async watch(): Promise<void> {
    await this.rig.shares.watch(this.member, this);
    await this.listen();
  }

  leave(): void {
    this.rig.rooms.leave(this.member, this);
  }

  private async openToSend(): Promise<VoiceTransport> {
    const transport = await this.open('send');
    await this.rig.voice.connect(this.member, this, { transportId: transport.id, dtlsParameters: DTLS_PARAMETERS });
    return transport;
  }
}

/** The services of voice over mediasoup's own worker, without sockets and people: tests say who asks for what. */
export class VoiceRig {
  readonly news: VoiceNews[] = [];
  readonly connections = new Connections();
  readonly worker: VoiceWorker;
  readonly rooms: VoiceRooms;
  readonly voice: Voice;
  readonly shares: Shares;
  private callers: Caller[] = [];

  private constructor(config: Config) {
    this.worker = new VoiceWorker(config);
    this.rooms = new VoiceRooms(this.worker, this.connections);
    const relays = new Relays(config);
    this.voice = new Voice(this.rooms, relays);
    this.shares = new Shares(this.rooms, relays);
    this.rooms.news.subscribe((fact) => this.news.push(fact));
  }

  static async start(environment: Record<string, string> = {}): Promise<VoiceRig> {
    const rig = new VoiceRig(Config.parse({ MEDIASOUP_WORKER_BIN: workerBin, VOICE_PORT: '0', HOST: '127.0.0.1', ...environment }));
    rig.worker.onApplicationBootstrap();
    await rig.ready();
    return rig;
  }

  /** Resolves as soon as a worker runs. */
  async ready(): Promise<void> {
    await firstValueFrom(this.worker.state.pipe(filter(({ state }) => state === 'ready')));
  }

  caller(peerId: string, role: PeerRole = 'participant', socketId = `${peerId}-socket`): Caller {
    const caller = new Caller(this, peerId, role, socketId);
    this.callers.push(caller);
    return caller;
  }

  async inWorker(): Promise<{ routers: number; transports: number; servers: number }> {
    const { worker, webRtcServer } = this.worker.running();
    const { routerIds, webRtcServerIds } = await worker.dump();
    return { routers: routerIds.length, transports: (await webRtcServer.dump()).webRtcTransportIds.length, servers: webRtcServerIds.length };
  }

  async killWorker(): Promise<void> {
    const { worker } = this.worker.running();
    const died = once(worker, 'died');
    process.kill(worker.pid, 'SIGKILL');
    await died;
  }

  /** Everybody leaves, and nothing is remembered of them. */
  clear(): void {
    for (const caller of this.callers) caller.leave();
    this.callers = [];
    this.news.length = 0;
  }

  close(): void {
    this.rooms.onApplicationShutdown();
    this.worker.onApplicationShutdown();
  }
}
