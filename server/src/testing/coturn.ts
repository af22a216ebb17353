import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SelfSigned } from './self-signed.js';
import { until } from './until.js';

const PROGRAM = '/usr/bin/turnserver';

export const hasCoturn = (): boolean => {
  try {
    accessSync(PROGRAM, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

export interface Coturn {
  /** UDP and TCP. */
  readonly port: number;
  /** TLS; nobody listens there without a certificate. */
  readonly tlsPort: number;
  stop(): Promise<void>;
}

const CONFIGURATION = fileURLToPath(new URL('../../../docker/coturn/turnserver.conf', import.meta.url));

/** Debian's coturn with the configuration of docker/coturn, on this machine alone; with a certificate over TLS, too. */
export async function startCoturn(secret: string, folder: string, certificate?: SelfSigned): Promise<Coturn> {
  const [port, tlsPort] = [await freePort(), await freePort()];
  const tls = certificate ? [`--tls-listening-port=${tlsPort}`, `--cert=${certificate.certFile}`, `--pkey=${certificate.keyFile}`] : ['--no-tls'];
  const child: ChildProcess = spawn(PROGRAM, [
    '-c', CONFIGURATION, `--static-auth-secret=${secret}`, `--listening-port=${port}`, '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', '--allow-loopback-peers',
    '--allowed-peer-ip=127.0.0.1', ...tls, '--no-dtls', `--pidfile=${join(folder, 'turn.pid')}`, `--userdb=${join(folder, 'turn.sqlite')}`,
  ], { stdio: 'ignore' });
  await until(() => answers(certificate ? tlsPort : port));
  return {
    port,
    tlsPort,
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 3_000);
      await gone;
      clearTimeout(patience);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** TCP is opened after UDP. */
const answers = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => (socket.destroy(), done(true))).once('error', () => done(false));
  });
