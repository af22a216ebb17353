import { isNativeError } from 'node:util/types';
import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Header values and bodies never reach the log; what could identify a patient is not known to it at all. */
const REDACTED = ['req.headers', 'headers', 'cookie', 'password'];

export const createLog = (level: string): Logger => pino({ level, base: null, redact: { paths: REDACTED, remove: true }, serializers: { err: errorWords } });

/**
 * A database error carries the statement's values with it, and those are people's words: name, message and place are enough. The
 * sentence of a system error quotes paths, and scanners write patients' names into file names: of those the code and the call are told.
 */
function errorWords(error: unknown): object {
  if (!isNativeError(error)) return { message: String(error) };
  const { code } = error as { code?: unknown };
  return { type: error.name, code: typeof code === 'string' ? code : undefined, message: messageOf(error), stack: framesOf(error) };
}

function messageOf(error: Error): string {
  const { code, syscall, path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  return path === undefined && dest === undefined ? error.message : `${code} of ${syscall}`;
}

/** The stack begins with the message, however many lines that has. */
const framesOf = ({ stack }: Error): string | undefined => stack?.slice(Math.max(0, stack.search(/^\s+at /m)));

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

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

  private write(level: Level, message: unknown, rest: unknown[]): void {
    const context = rest.length && typeof rest.at(-1) === 'string' ? String(rest.at(-1)) : undefined;
    if (isNativeError(message)) this.pino[level]({ context, err: message }, messageOf(message));
    else if (typeof message === 'object' && message) this.writeFields(level, { context, ...message });
    else this.pino[level]({ context }, String(message));
  }

  /** Where no words are given, pino would take the error's own. */
  private writeFields(level: Level, fields: Readonly<Record<string, unknown>>): void {
    if (isNativeError(fields.err) && fields.msg === undefined) this.pino[level](fields, messageOf(fields.err));
    else this.pino[level](fields);
  }
}

const NEST_OWN = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication', 'WebSocketsController']);
