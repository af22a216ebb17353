import { Global, type INestApplicationContext, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CasesModule, SessionDirectory } from '../../cases/index.js';
import { IdentityModule } from '../../identity/index.js';
import { type Config, PlatformModule } from '../../platform/index.js';
import { WireModule } from '../../wire/index.js';
import { IngestModule } from '../ingest.module.js';

@Global()
@Module({ providers: [{ provide: SessionDirectory, useValue: { ofCases: () => Promise.resolve(new Map()) } }], exports: [SessionDirectory] })
class NoSessionsModule {}

/** What a command has open beside a server, on the same data. */
export const openCommandRooms = (config: Config): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(
    { module: class CommandModule {}, imports: [PlatformModule.with(config), WireModule, IdentityModule, NoSessionsModule, CasesModule, IngestModule] },
    { logger: false, abortOnError: false },
  );
