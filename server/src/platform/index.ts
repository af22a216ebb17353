export { Config } from './config.js';
export { Database } from './database.js';
export { epochMs } from './epoch.js';
export { createLog, PinoLogger } from './logging.js';
export { OPEN, Open } from './open.decorator.js';
export { PlatformModule } from './platform.module.js';
export { Turnstile } from './turnstile.js';
