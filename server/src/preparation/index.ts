export type { ConverterCommand } from './converter-command.js';
export { type Incoming, prepare, type Prepared, type PrepareOptions } from './prepare.js';
