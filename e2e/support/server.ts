import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');
export const REAL_SLIDES = resolve(ROOT, '../shared/slides');

/** The real server, as `npm start` runs it, on a port and folder of its own; it can be killed and started again. */
export class Server {
  private child: ChildProcess | undefined;
  private output = '';

  private constructor(
    readonly folder: string,
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  /** `environment`: variables beside, or instead of, the usual ones. */
  static async create(environment: Readonly<Record<string, string>> = {}): Promise<Server> {
    const server = new Server(await mkdtemp(join(tmpdir(), 'parfocal-e2e-')), await freePort(), environment);
    await server.start();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Of the process that runs now. */
  get pid(): number {
    return this.child!.pid!;
  }

  async start(): Promise<void> {
    this.child = spawn(process.execPath, ['server/dist/main.js'], {
      cwd: ROOT,
      env: {
        ...process.env,
        PORT: String(this.port),
        DATA_DIR: join(this.folder, 'data'),
        DEMO: '1',
        DEMO_SLIDES: REAL_SLIDES,
        VOICE_PORT: '0',
        LOG_LEVEL: 'warn',
        MEDIASOUP_WORKER_BIN: workerBinary(),
        ...this.environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const heard = (chunk: Buffer): void => void (this.output += chunk.toString());
    this.child.stdout!.on('data', heard);
    this.child.stderr!.on('data', heard);
    await this.isUp();
  }

  /** As a power cut would: nothing is flushed. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async remove(): Promise<void> {
    await this.end('SIGTERM');
    await rm(this.folder, { recursive: true, force: true });
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  private async isUp(): Promise<void> {
    const deadlineMs = Date.now() + 120_000;
    while (Date.now() < deadlineMs) {
      if (this.child?.exitCode !== null) throw new Error(`the server ended:\n${this.output}`);
      const answer = await fetch(`${this.url}/health`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((tick) => setTimeout(tick, 50));
    }
    throw new Error(`the server did not come up:\n${this.output}`);
  }
}

let found: string | undefined;

/** The voice worker that `npm test` prepared, or the one in the cache. */
function workerBinary(): string {
  found ??= process.env.MEDIASOUP_WORKER_BIN ?? execFileSync(process.execPath, ['scripts/voice-worker.mjs'], { cwd: ROOT, encoding: 'utf8' }).trim();
  return found;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
