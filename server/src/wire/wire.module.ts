import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { Connections } from './connections.js';
import { HttpErrorFilter } from './http-error.filter.js';
import { LoginGuard } from './login.guard.js';
import { OriginPolicy } from './origin.policy.js';
import { Upgrades } from './upgrades.js';

@Global()
@Module({
  providers: [Connections, OriginPolicy, Upgrades, { provide: APP_GUARD, useClass: LoginGuard }, { provide: APP_FILTER, useClass: HttpErrorFilter }],
  exports: [Connections, OriginPolicy, Upgrades],
})
export class WireModule {}
