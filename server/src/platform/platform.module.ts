import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from './config.js';
import { dataSourceOptions } from './data-source.js';
import { Database } from './database.js';
import { HealthController } from './health.controller.js';

@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRootAsync({ useFactory: () => dataSourceOptions(config) })],
      controllers: [HealthController],
      providers: [{ provide: Config, useValue: config }, Database],
      exports: [Config, Database],
    };
  }
}
