import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };

/** Builds the pages like the client, and serves them with the pieces of documents: `/pieces/<count>/<index>`. */
export class Workshop {
  static async open(piecesOf) {
    const folder = await mkdtemp(join(tmpdir(), 'parfocal-bench-'));
    await build({
      configFile: here('../../client/vite.config.ts'), root: here('./pages'), base: './', logLevel: 'warn',
      build: { outDir: folder, emptyOutDir: true, target: 'es2022', rollupOptions: { input: ['subject', 'reference'].map((name) => here(`./pages/${name}.html`)) } },
    });
    const server = createServer(async (request, response) => {
      const [, kind, count, index] = request.url.split('/');
      try {
        const body = kind === 'pieces' ? piecesOf(Number(count))[Number(index)] : await readFile(join(folder, request.url));
        response.setHeader('content-type', TYPES[extname(request.url)] ?? 'application/octet-stream');
        response.end(body);
      } catch {
        response.writeHead(404).end();
      }
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Workshop(folder, server);
  }

  constructor(folder, server) {
    Object.assign(this, { folder, server, url: `http://127.0.0.1:${server.address().port}` });
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
