import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { commandWords } from './command-words.js';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true');
const port = z.coerce.number().int().min(0).max(65_535);

const listed = (commaSeparated: string): string[] => commaSeparated.split(',').map((one) => one.trim()).filter(Boolean);

/** RFC 7065: scheme, host or bracketed IPv6, port, transport. */
const TURN_URL = /^turns?:([a-z\d.-]+|\[[\da-f:.]+\])(:\d{1,5})?(\?transport=(udp|tcp))?$/i;

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
  /** Uploads that one person may have begun and not finished. */
  UPLOADS_PER_PERSON: z.coerce.number().int().positive().default(100),
  /** After so many days without a byte, an unfinished upload is removed; so is what is left of a slide that could not be taken in. */
  UPLOAD_EXPIRY_DAYS: z.coerce.number().positive().default(7),
  /** A folder that scanners write to, with a sub-folder for each case, named by its accession. Its files are copied and never touched. */
  WATCH_DIR: z.string().refine(isAbsolute, 'must be an absolute path').optional(),
  /** For so many seconds a file of the watched folder must not have changed before it is taken. */
  WATCH_STABLE_SECONDS: z.coerce.number().positive().default(30),
  /** Bucket in which slides are kept; without it, DATA_DIR. Files still coming in are on the local disk in either case. */
  S3_BUCKET: z.string().min(1).optional(),
  /** Address of an S3-compatible server, such as https://s3.hospital.example; Amazon's own without it. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** Without keys, those of the machine's role are asked for. */
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** The bucket in the path of addresses instead of the host's name: what most servers other than Amazon's want. */
  S3_PATH_STYLE: flag.default(true),
  /** Put before every key, so that a bucket can be shared. */
  S3_PREFIX: z.string().default(''),
  /**
   * Turns slides without an open reader (KFB, SDPC, iSyntax, TMAP) into a file or folder that the readers open: a program and its arguments, with
   * `{input}` and `{output}` in them, as a JSON array or divided by blanks. It is run without a shell.
   */
  SLIDE_CONVERTER: z.string().transform(commandWords).optional(),
  /** The converter is killed after so many minutes. */
  SLIDE_CONVERTER_MINUTES: z.coerce.number().positive().max(24 * 60).default(60),
  /** Every stored slide is read again after so many days and compared with its digest; 0: never. */
  FIXITY_DAYS: z.coerce.number().int().nonnegative().default(30),
  /** How long a login lives without being used, in hours. */
  LOGIN_IDLE_HOURS: z.coerce.number().positive().default(12),
  /** The one port of voice, UDP and TCP. 0 takes a free one. */
  VOICE_PORT: port.default(40_000),
  /** The address that browsers send voice to; by default that of HOST. */
  VOICE_ANNOUNCED_ADDRESS: z.string().optional(),
  /** Relays for networks that let neither VOICE_PORT through, comma-separated: turn:host:3478?transport=udp, turns:host:443?transport=tcp. */
  TURN_URLS: z.string().transform(listed).refine((urls) => urls.length <= 8 && urls.every((url) => TURN_URL.test(url)), 'must be up to eight turn: or turns: addresses').default([]),
  /** The secret that the relays share with this server (coturn: static-auth-secret); passwords made of it are valid for an hour. */
  TURN_SECRET: z.string().min(16).optional(),
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
    this.publicOrigins = listed(values.PUBLIC_ORIGINS);
  }

  /** Throws an `Error` whose message names each wrong variable and why it is wrong. */
  static parse(environment: Record<string, string | undefined> = process.env): Config {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    const parsed = Environment.safeParse(given);
    const problems = parsed.success ? amiss(parsed.data) : parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    if (parsed.success && problems.length === 0) return new Config(parsed.data);
    throw new Error(`The configuration is not usable:\n${problems.join('\n')}`);
  }
}

/** What no variable tells by itself. */
const amiss = ({ TURN_URLS, TURN_SECRET }: Values): string[] =>
  (TURN_URLS.length > 0) === (TURN_SECRET !== undefined) ? [] : ['  TURN_SECRET: a relay needs its secret and a secret its relay (TURN_URLS)'];
