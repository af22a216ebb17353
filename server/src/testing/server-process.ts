import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Config } from '../platform/index.js';
import { until } from './until.js';

const SOURCES = join(__dirname, '..');

/** The whole server in a process of its own, for what only a process can suffer: signals. */
export class ServerProcess {
  /** How it ended by itself: its exit code, or the signal that it died of. */
  readonly gone: Promise<number | NodeJS.Signals | null>;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    this.gone = (once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>).then(([code, by]) => code ?? by);
  }

  /** Starts it on the data of `config` and waits until it listens. `program`: another one than the server's own, below `src`, and its arguments. */
  static async start({ values: { DATA_DIR, DATABASE_URL } }: Config, program: readonly string[] = ['main.ts']): Promise<ServerProcess> {
    const [script, ...given] = program;
    const loaded = ['from-source.mjs', 'memory-watch.mjs'].flatMap((file) => ['--import', join(SOURCES, 'testing', file)]);
    const child = spawn(process.execPath, [...loaded, join(SOURCES, script!), ...given], {
      env: { PATH: process.env.PATH, DATA_DIR, DATABASE_URL, PORT: '0', VOICE_PORT: '0', LOG_LEVEL: 'info' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const [address] = /http:\/\/[^"\s]+:\d+/.exec(line) ?? [];
      if (!address) continue;
      child.stdout!.resume();
      return new ServerProcess(child, address.replace('[::1]', '127.0.0.1'));
    }
    throw new Error('the server ended before it listened');
  }

  /** Heap and buffers that it cannot do without now, in MiB. */
  async retainedMiB(): Promise<number> {
    let said = '';
    const hear = (bytes: Buffer): void => void (said += String(bytes));
    this.child.stdout!.on('data', hear);
    this.child.kill('SIGWINCH');
    const told = /retained (\d+)\n/;
    await until(() => told.test(said));
    this.child.stdout!.off('data', hear);
    return Number(told.exec(said)![1]) / 1024 ** 2;
  }

  /** Resolves, once it has ended, with how: its exit code, or the signal that it died of, and after how many milliseconds. */
  async end(signal: NodeJS.Signals): Promise<{ how: number | string | null; afterMs: number }> {
    const at = performance.now();
    this.child.kill(signal);
    return { how: await this.gone, afterMs: performance.now() - at };
  }
}
