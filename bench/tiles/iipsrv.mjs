import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** As much memory for tiles as ours takes for those that it passes through, in MB; Debian's default is 10. */
const CACHE_MB = 96;
const PATIENCE_MS = 5_000;

/** Debian's IIPImage server as it is meant to run: behind nginx over FastCGI, a process for each core. It decodes and encodes each tile. */
export async function startIipsrv(slide) {
  const folder = await mkdtemp(join(tmpdir(), 'parfocal-bench-iipsrv-'));
  const [front, ...backs] = await freePorts(1 + availableParallelism());
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, front, backs));
  const env = { ...process.env, MAX_IMAGE_CACHE_SIZE: String(CACHE_MB), FILESYSTEM_PREFIX: `${dirname(slide)}/`, VERBOSITY: '0' };
  const started = [
    ...backs.map((port) => spawn('/usr/lib/iipimage-server/iipsrv.fcgi', ['--bind', `127.0.0.1:${port}`, '--backlog', '64'], { env, stdio: 'ignore' })),
    spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' }),
  ];
  await Promise.all([front, ...backs].map(listening));
  return {
    url: new URL(`http://127.0.0.1:${front}`),
    /** Its resolutions count from the coarsest, its tiles along the rows. */
    paths: (levels) => levels.flatMap(({ columns, rows }, level) => Array.from({ length: columns * rows }, (_, tile) => `/?FIF=${basename(slide)}&JTL=${levels.length - 1 - level},${tile}`)),
    async stop() {
      const gone = started.filter(({ exitCode }) => exitCode === null).map((child) => once(child, 'exit'));
      for (const child of started) child.kill('SIGTERM');
      await Promise.all(gone);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** FastCGI without kept connections: an iipsrv serves one connection at a time, and would leave the others waiting. */
const configuration = (folder, front, backs) => `
daemon off; worker_processes 1; pid ${folder}/nginx.pid; error_log /dev/null;
events { worker_connections 512; }
http {
  access_log off; keepalive_requests 100000000;
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join(' ')}
  upstream iipsrv { ${backs.map((port) => `server 127.0.0.1:${port};`).join(' ')} }
  server {
    listen 127.0.0.1:${front};
    location / { fastcgi_pass iipsrv; fastcgi_param QUERY_STRING $query_string; fastcgi_param REQUEST_METHOD GET; fastcgi_param SERVER_PROTOCOL HTTP/1.1; }
  }
}
`;

async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}

async function listening(port) {
  const givenUpAt = performance.now() + PATIENCE_MS;
  while (performance.now() < givenUpAt) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([once(socket, 'connect').then(() => true), once(socket, 'error').then(() => false)]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(`nothing listens on ${port}`);
}
