import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { VoiceState } from '@parfocal/shared/protocol';
import { BehaviorSubject } from 'rxjs';
import { Config } from '../platform/index.js';
import { DomainError } from '../wire/index.js';
import { Backoff } from './backoff.js';
import { type Engine, startEngine } from './engine.js';
import { listenAddress } from './listen-address.js';
import { findWorkerBinary } from './worker-binary.js';

/** How often to look whether the program has been prepared. */
const LOOK_INTERVAL_MS = 1_000;

/**
 * Keeps one mediasoup worker running for as long as the server lives, and says how that goes. Nothing here throws into
 * the rest of the server: where voice cannot be had, `state` says why, and it is tried again.
 */
@Injectable()
export class VoiceWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly state = new BehaviorSubject<VoiceState>({ state: 'preparing' });
  private readonly logger = new Logger(VoiceWorker.name);
  private readonly backoff = new Backoff();
  private engine: Engine | undefined;
  private timer: NodeJS.Timeout | undefined;
  private ended = false;
  /** Kept over a replacement, so that a port once chosen freely stays the same. */
  private port: number;

  constructor(private readonly config: Config) {
    this.port = config.values.VOICE_PORT;
  }

  onApplicationBootstrap(): void {
    void this.look();
  }

  onApplicationShutdown(): void {
    this.ended = true;
    clearTimeout(this.timer);
    this.engine?.worker.close();
    this.state.complete();
  }

  /** The running worker. Refuses with `voice.preparing` or `voice.unavailable`. */
  running(): Engine {
    if (this.engine) return this.engine;
    const { state } = this.state.value;
    throw new DomainError(state === 'unavailable' ? 'voice.unavailable' : 'voice.preparing', 'no voice worker is running');
  }

  private async look(): Promise<void> {
    const { MEDIASOUP_WORKER_BIN: named, VOICE_WORKER_STATE: stateFile } = this.config.values;
    const binary = await findWorkerBinary({ named, stateFile });
    if (this.ended) return;
    if (binary.state === 'ready') return this.start(binary.bin);
    this.become(binary);
    this.later(() => this.look(), LOOK_INTERVAL_MS);
  }

  private async start(bin: string): Promise<void> {
    try {
      const address = await listenAddress(this.config.values.HOST, this.config.values.VOICE_ANNOUNCED_ADDRESS);
      const engine = await startEngine(bin, address, this.port);
      if (this.ended) return engine.worker.close();
      this.backoff.started(Date.now());
      this.port = engine.port;
      this.engine = engine;
      engine.worker.once('died', () => this.replace());
      this.become({ state: 'ready' });
      this.logger.log({ msg: 'voice is ready', port: engine.port, ...address });
    } catch (error) {
      this.again();
      if (this.backoff.isStubborn) this.become({ state: 'unavailable', reason: error instanceof Error ? error.message : String(error) });
    }
  }

  /** The worker died. Its routers and transports are closed by now; whoever used them learns it from `state`. */
  private replace(): void {
    this.engine = undefined;
    if (this.ended) return;
    this.logger.error('the voice worker died and is being replaced');
    this.become({ state: 'preparing' });
    this.again();
  }

  private again(): void {
    this.later(() => this.look(), this.backoff.failed(Date.now()));
  }

  private later(work: () => Promise<void>, waitMs: number): void {
    if (this.ended) return;
    this.timer = setTimeout(() => void work(), waitMs).unref();
  }

  private become(state: VoiceState): void {
    if (JSON.stringify(state) === JSON.stringify(this.state.value)) return;
    if (state.state === 'unavailable') this.logger.warn({ msg: 'voice is not available', reason: state.reason });
    this.state.next(state);
  }
}
