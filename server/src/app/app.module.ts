import { type DynamicModule, Module } from '@nestjs/common';
import { AnnotationsModule } from '../annotations/index.js';
import { CasesModule } from '../cases/index.js';
import { ChatModule } from '../chat/index.js';
import { DemonstrationModule } from '../demonstration/index.js';
import { DocumentsModule } from '../documents/index.js';
import { GesturesModule } from '../gestures/index.js';
import { IdentityModule } from '../identity/index.js';
import { IngestServerModule } from '../ingest/index.js';
import { type Config, PlatformModule } from '../platform/index.js';
import { ScenesModule } from '../scenes/index.js';
import { SessionModule } from '../session/index.js';
import { SignalsModule } from '../signals/index.js';
import { SlidesModule } from '../slides/index.js';
import { TilesModule } from '../tiles/index.js';
import { VoiceModule } from '../voice/index.js';
import { WireModule } from '../wire/index.js';
import { AboutController } from './about.controller.js';

/** The rooms of the house, lowest first. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config),
        WireModule,
        IdentityModule,
        SlidesModule,
        TilesModule,
        CasesModule,
        IngestServerModule,
        SessionModule,
        GesturesModule,
        DocumentsModule,
        ChatModule,
        ScenesModule,
        SignalsModule,
        AnnotationsModule,
        VoiceModule,
        DemonstrationModule,
      ],
      controllers: [AboutController],
    };
  }
}
