import { Injectable } from '@nestjs/common';
import type { VoiceRelays } from '@parfocal/shared/protocol';
import { Config } from '../platform/index.js';
import { relayCredentials } from './relay-credentials.js';

/** The relays of the house, for networks through which neither the UDP nor the TCP port of voice can be reached. */
@Injectable()
export class Relays {
  constructor(private readonly config: Config) {}

  /** `null` where none is configured. */
  for(peerId: string): VoiceRelays | null {
    const { TURN_URLS: urls, TURN_SECRET: secret } = this.config.values;
    return secret ? relayCredentials(urls, secret, peerId, Date.now()) : null;
  }
}
