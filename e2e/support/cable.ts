import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network cable between a browser and the server: pulled out, nothing comes through and nobody is told. */
export class Cable {
  private readonly ends = new Set<Socket>();
  private isOut = false;

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async to(port: number): Promise<Cable> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const cable = new Cable(server, `http://127.0.0.1:${(server.address() as { port: number }).port}`);
    server.on('connection', (near) => cable.join(near, port));
    return cable;
  }

  pull(): void {
    this.isOut = true;
    for (const end of this.ends) end.pause();
  }

  /** Connections from before are dead, as after a laptop's sleep; new ones work. */
  plugIn(): void {
    this.isOut = false;
    for (const end of this.ends) end.destroy();
  }

  async remove(): Promise<void> {
    this.plugIn();
    this.server.close();
    await once(this.server, 'close');
  }

  private join(near: Socket, port: number): void {
    const far = connect(port, '127.0.0.1');
    for (const [from, to] of [[near, far], [far, near]] as const) {
      this.ends.add(from);
      if (this.isOut) from.pause();
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => (this.ends.delete(from), to.destroy()));
    }
  }
}
