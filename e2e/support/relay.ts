import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, ROOT } from './server';

const PROGRAM = '/usr/bin/turnserver';
export const HAS_RELAY = existsSync(PROGRAM);

/** Debian's coturn with the configuration of docker/coturn, on this machine alone; give `environment` to the server. */
export class Relay {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async open(): Promise<Relay> {
    const [folder, port] = [await mkdtemp(join(tmpdir(), 'parfocal-relay-')), await freePort()];
    const secret = 'a secret for the tests';
    const child = spawn(PROGRAM, [
      '-c', join(ROOT, 'docker/coturn/turnserver.conf'), `--static-auth-secret=${secret}`, `--listening-port=${port}`, '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1',
      '--allow-loopback-peers', '--allowed-peer-ip=127.0.0.1', '--no-tls', '--no-dtls', `--pidfile=${join(folder, 'pid')}`, `--userdb=${join(folder, 'db')}`,
    ], { stdio: 'ignore' });
    for (let tries = 0; tries < 200 && !(await answers(port)); tries++) await new Promise((tick) => setTimeout(tick, 25));
    return new Relay(child, folder, { TURN_URLS: `turn:127.0.0.1:${port}?transport=udp,turn:127.0.0.1:${port}?transport=tcp`, TURN_SECRET: secret });
  }

  async close(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
    await rm(this.folder, { recursive: true, force: true });
  }
}

const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), done(true))).once('error', () => done(false));
  });
