import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network cable between a browser and the server: pulled out, nothing comes through and nobody is told. It can also be made to stall. */
export class Cable {
  /** Bytes that went up to the server. */
  carriedBytes = 0;

  private readonly ends = new Set<Socket>();
  private isOut = false;
  private mostUpBytes = Infinity;
  private readonly stalled = new Set<Socket>();

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

  /** Each connection stands still once so much has gone up through it, until `flow`. */
  stallAfter(bytes: number): void {
    this.mostUpBytes = bytes;
  }

  /** Connections that stood still are dead, with what is still in them; new ones work. */
  flow(): void {
    this.mostUpBytes = Infinity;
    for (const near of this.stalled) near.destroy();
    this.stalled.clear();
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
      from.on('error', () => to.destroy());
      from.on('close', () => (this.ends.delete(from), to.destroy()));
    }
    far.on('data', (bytes) => near.write(bytes));
    this.carryUp(near, far);
  }

  private carryUp(near: Socket, far: Socket): void {
    let carried = 0;
    near.on('data', (bytes: Buffer) => {
      const fitting = bytes.subarray(0, Math.max(0, this.mostUpBytes - carried));
      carried += fitting.length;
      this.carriedBytes += fitting.length;
      far.write(fitting);
      if (fitting.length === bytes.length) return;
      near.pause();
      this.stalled.add(near);
    });
  }
}
