import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { LoginSource } from '../wire/index.js';
import { IdentityController } from './identity.controller.js';
import { LoginRecord } from './login.entity.js';
import { Logins } from './logins.service.js';
import { Passwords } from './passwords.js';
import { People } from './people.service.js';
import { Person } from './person.entity.js';

@Global()
@Module({
  imports: [TypeOrmModule.forFeature([Person, LoginRecord])],
  controllers: [IdentityController],
  providers: [Logins, People, Passwords, { provide: LoginSource, useExisting: Logins }],
  exports: [LoginSource, People, Logins],
})
export class IdentityModule {}
