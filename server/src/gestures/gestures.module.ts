import { Module } from '@nestjs/common';
import { Gestures } from './gestures.service.js';

@Module({ providers: [Gestures] })
export class GesturesModule {}
