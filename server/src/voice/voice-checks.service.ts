import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { VoiceCheck, VoiceCheckConnect, VoiceCheckLevel, VoiceCheckProduce } from '@parfocal/shared/api';
import type { types } from 'mediasoup';
import { DomainError, notFound } from '../wire/index.js';
import { LoudestSince } from './loudest-since.js';
import { type Media, offered, openMedia, openTransport } from './media.js';
import { refusing } from './refusing.js';
import { Relays } from './relays.service.js';
import { VoiceWorker } from './voice-worker.js';

/** Longer than a browser tries a path. */
const LIFETIME_MS = 30_000;
/** A browser tries its paths one after the other; more at once are no check. */
const CHECKS_PER_PERSON = 4;
const CHECKS_AT_ONCE = 100;

interface Check {
  readonly personId: string;
  readonly media: Media;
  readonly transport: types.WebRtcTransport;
  readonly timer: NodeJS.Timeout;
  readonly level: LoudestSince;
}

/** Paths to the voice server that reach nobody: what a network lets through is learned before a meeting, not in it. */
@Injectable()
export class VoiceChecks implements OnApplicationShutdown {
  private readonly checks = new Map<string, Check>();
  /** Whose checks are being opened; they count already. */
  private readonly opening: string[] = [];

  constructor(
    private readonly worker: VoiceWorker,
    private readonly relays: Relays,
  ) {}

  onApplicationShutdown(): void {
    for (const id of this.checks.keys()) this.end(id);
  }

  /** Throws `voice.preparing`, `voice.unavailable`, and `rate-limited` where too many are open. */
  async open(personId: string): Promise<VoiceCheck> {
    const owners = [...this.opening, ...[...this.checks.values()].map((check) => check.personId)];
    if (owners.filter((owner) => owner === personId).length >= CHECKS_PER_PERSON || owners.length >= CHECKS_AT_ONCE) throw new DomainError('rate-limited', 'too many connection checks at once');
    this.opening.push(personId);
    try {
      const media = await openMedia(this.worker.running());
      const transport = await openTransport(media);
      const id = randomUUID();
      const check: Check = { personId, media, transport, level: new LoudestSince(), timer: setTimeout(() => this.end(id), LIFETIME_MS).unref() };
      media.router.observer.once('close', () => this.end(id));
      media.levels.on('volumes', ([loudest]) => check.level.hear(loudest?.volume ?? null));
      media.levels.on('silence', () => check.level.hear(null));
      this.checks.set(id, check);
      const { iceParameters, iceCandidates, dtlsParameters } = transport;
      const described = { id: transport.id, iceParameters: { ...iceParameters }, iceCandidates: iceCandidates.map((candidate) => ({ ...candidate })), dtlsParameters: { ...dtlsParameters } };
      const relays = this.relays.for(id);
      return { id, rtpCapabilities: offered(media.router), transport: described, relays: relays && { ...relays, urls: [...relays.urls] } };
    } finally {
      this.opening.splice(this.opening.indexOf(personId), 1);
    }
  }

  connect(personId: string, id: string, { dtlsParameters }: VoiceCheckConnect): Promise<void> {
    const { transport } = this.find(personId, id);
    return refusing(() => transport.connect({ dtlsParameters: dtlsParameters as types.DtlsParameters }));
  }

  produce(personId: string, id: string, { rtpParameters }: VoiceCheckProduce): Promise<void> {
    const { transport, media } = this.find(personId, id);
    return refusing(async () => {
      const { id: producerId } = await transport.produce({ kind: 'audio', rtpParameters: rtpParameters as types.RtpParameters });
      await media.levels.addProducer({ producerId });
    });
  }

  level(personId: string, id: string): VoiceCheckLevel {
    return { levelDbov: this.find(personId, id).level.take() };
  }

  /** Throws `not-found` for one that is over already, too. */
  close(personId: string, id: string): void {
    this.find(personId, id);
    this.end(id);
  }

  /** To anybody else a check does not exist. */
  private find(personId: string, id: string): Check {
    const check = this.checks.get(id);
    if (check?.personId !== personId) throw notFound('connection check');
    return check;
  }

  private end(id: string): void {
    const check = this.checks.get(id);
    if (!check) return;
    this.checks.delete(id);
    clearTimeout(check.timer);
    check.media.router.close();
  }
}
