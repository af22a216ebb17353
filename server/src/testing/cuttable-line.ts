import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** A way to another server that can be cut, as a cable would be, or go silent, as a network does behind a firewall. */
export class CuttableLine {
  private readonly sockets = new Set<Socket>();
  private readonly port: number;

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
  ) {
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near) => this.join(near));
  }

  static async to(url: string): Promise<CuttableLine> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CuttableLine(server, new URL(url));
  }

  /** `url` by way of this line. */
  through(url: string): string {
    const by = new URL(url);
    by.hostname = '127.0.0.1';
    by.port = String(this.port);
    return by.href;
  }

  /** Ends what is connected and refuses whoever tries. */
  async cut(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  async mend(): Promise<void> {
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Nothing comes through, and nobody is told; new lines are taken and are just as silent. */
  silence(isSilent: boolean): void {
    for (const socket of this.sockets) if (isSilent) socket.pause();
    else socket.resume();
  }

  private join(near: Socket): void {
    const far = connect(Number(this.target.port), this.target.hostname);
    for (const [one, other] of [[near, far], [far, near]] as const) {
      this.sockets.add(one);
      one.on('data', (bytes) => void other.write(bytes));
      one.on('error', () => other.destroy());
      one.on('close', () => {
        this.sockets.delete(one);
        other.destroy();
      });
    }
  }
}
