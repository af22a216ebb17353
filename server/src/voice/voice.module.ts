import { Module } from '@nestjs/common';
import { VoiceGateway } from './voice.gateway.js';
import { Relays } from './relays.service.js';
import { ShareGateway } from './share.gateway.js';
import { VoiceCheckController } from './voice-check.controller.js';
import { VoiceChecks } from './voice-checks.service.js';
import { Shares } from './shares.service.js';
import { VoiceRooms } from './voice-rooms.service.js';
import { Voice } from './voice.service.js';
import { VoiceWorker } from './voice-worker.js';

/** Voice. The rest of the server runs without it, and does not notice when it fails. */
@Module({ controllers: [VoiceCheckController], providers: [VoiceWorker, VoiceChecks, Relays, VoiceRooms, Voice, Shares, VoiceGateway, ShareGateway] })
export class VoiceModule {}
