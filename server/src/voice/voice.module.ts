import { Module } from '@nestjs/common';
import { VoiceGateway } from './voice.gateway.js';
import { Relays } from './relays.service.js';
import { ShareGateway } from './share.gateway.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

/** Voice. The rest of the server runs without it, and does not notice when it fails. */
@Module({ providers: [VoiceWorker, Relays, Voice, VoiceGateway, ShareGateway] })
export class VoiceModule {}
