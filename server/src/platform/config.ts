import { resolve } from 'node:path';
import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

/** Every variable the server reads, with its default. Nothing else in the server reads the environment. */
const Environment = z.object({
  /** Address to listen on. Only this machine by default. */
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(3100),
  /** Folder of the embedded database, slides and thumbnails. */
  DATA_DIR: z.string().min(1).default('data'),
  /** `postgres://…`; without it the embedded SQLite database under DATA_DIR. */
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres://').optional(),
  /** Origins, comma-separated, under which browsers reach the server, when it is not the address they asked for (a proxy). */
  PUBLIC_ORIGINS: z.string().default(''),
  /** Take the client's address and protocol from what the one proxy before us says in X-Forwarded-*. */
  TRUST_PROXY: flag.default(false),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
  /** Seeds a demonstration into an empty database and prints its sign-ins. */
  DEMO: flag.default(false),
  /** Folder of real slides for the demonstration. */
  DEMO_SLIDES: z.string().optional(),
  /** Largest slide that may be uploaded, in bytes. */
  UPLOAD_MAX_BYTES: z.coerce.number().int().positive().default(40 * 1024 ** 3),
  /** Space on the disk that an upload must leave free, in bytes. */
  DISK_RESERVE_BYTES: z.coerce.number().int().nonnegative().default(512 * 1024 ** 2),
  /** How long a login lives without being used, in hours. */
  LOGIN_IDLE_HOURS: z.coerce.number().positive().default(12),
  /** The one port of voice, UDP and TCP. 0 takes a free one. */
  VOICE_PORT: port.default(40_000),
  /** The address that browsers send voice to; by default that of HOST. */
  VOICE_ANNOUNCED_ADDRESS: z.string().optional(),
  /** mediasoup's worker, if it lies somewhere else than its package says. */
  MEDIASOUP_WORKER_BIN: z.string().optional(),
  /** Where npm was called, which it says itself: a path on a command line is meant from there. */
  INIT_CWD: z.string().optional(),
  /** A file in which whoever prepares the voice worker says how far it is. */
  VOICE_WORKER_STATE: z.string().optional(),
});

type Values = z.infer<typeof Environment>;

/** The validated configuration. Built once at start; a wrong variable is named and the server does not start. */
export class Config {
  readonly dataDir: string;
  readonly publicOrigins: readonly string[];

  constructor(readonly values: Values) {
    this.dataDir = resolve(values.DATA_DIR);
    this.publicOrigins = values.PUBLIC_ORIGINS.split(',').map((origin) => origin.trim()).filter(Boolean);
  }

  /** Throws an `Error` whose message names each wrong variable and why it is wrong. */
  static parse(environment: Record<string, string | undefined> = process.env): Config {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    const parsed = Environment.safeParse(given);
    if (parsed.success) return new Config(parsed.data);
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The configuration is not usable:\n${problems.join('\n')}`);
  }
}
