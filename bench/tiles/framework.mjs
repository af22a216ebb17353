/** The reference: the same framework doing nothing but answering. Prints its address. */
import 'reflect-metadata';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

// Resolved as the server resolves them, so that it is the same copy.
const require = createRequire(fileURLToPath(new URL('../../server/package.json', import.meta.url)));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { Controller, Get, Header, Module } = await load('@nestjs/common');
const { NestFactory } = await load('@nestjs/core');
const { FastifyAdapter } = await load('@nestjs/platform-fastify');

const FIXED = Buffer.alloc(15_000, 0x5a);

class FixedController {
  fixed() {
    return FIXED;
  }
}
const fixed = Object.getOwnPropertyDescriptor(FixedController.prototype, 'fixed');
Get('fixed')(FixedController.prototype, 'fixed', fixed);
Header('content-type', 'image/jpeg')(FixedController.prototype, 'fixed', fixed);
Controller()(FixedController);

class FrameworkModule {}
Module({ controllers: [FixedController] })(FrameworkModule);

const app = await NestFactory.create(FrameworkModule, new FastifyAdapter(), { logger: false });
await app.listen(0, '127.0.0.1');
console.log(await app.getUrl());
