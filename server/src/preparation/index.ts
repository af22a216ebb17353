export { type ConverterCommand, converterOf } from './converter/converter-command.js';
export { type Incoming, prepare, type Prepared, type PrepareOptions } from './prepare.js';
