import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Header values and bodies never reach the log; what could identify a patient is not known to it at all. */
const REDACTED = ['req.headers', 'headers', 'cookie', 'password'];

export const createLog = (level: string): Logger => pino({ level, base: null, redact: { paths: REDACTED, remove: true }, serializers: { err: errorWords } });

/** A database error carries the statement's values with it, and those are people's words: name, message and place are enough. */
function errorWords(error: unknown): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, code: typeof code === 'string' ? code : undefined, message: error.message, stack: error.stack };
}

/** Lets Nest and everything that uses its `Logger` write through pino, one structured line an entry. */
export class PinoLogger implements LoggerService {
  constructor(private readonly pino: Logger) {}

  /** What Nest itself tells at start (modules, routes) is of use to its developers alone. */
  log = (message: unknown, ...rest: unknown[]): void => this.write(NEST_OWN.has(String(rest.at(-1))) ? 'debug' : 'info', message, rest);
  verbose = (message: unknown, ...rest: unknown[]): void => this.write('trace', message, rest);
  debug = (message: unknown, ...rest: unknown[]): void => this.write('debug', message, rest);
  warn = (message: unknown, ...rest: unknown[]): void => this.write('warn', message, rest);
  error = (message: unknown, ...rest: unknown[]): void => this.write('error', message, rest);
  fatal = (message: unknown, ...rest: unknown[]): void => this.write('fatal', message, rest);

  private write(level: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal', message: unknown, rest: unknown[]): void {
    const context = rest.length && typeof rest.at(-1) === 'string' ? String(rest.at(-1)) : undefined;
    if (message instanceof Error) this.pino[level]({ context, err: message }, message.message);
    else if (typeof message === 'object' && message) this.pino[level]({ context, ...message });
    else this.pino[level]({ context }, String(message));
  }
}

const NEST_OWN = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'WebSocketsController']);
