import type { VoiceRelays } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { SessionSocket } from '@/wire';
import { CallLine } from './call-line';
import { keepRelays } from './keep-relays';
import { iceServersOf } from './media-path';

export interface StayParts {
  socket: SessionSocket;
  createDevice: () => Promise<types.Device>;
  /** No path can be mended. Not told any more once the stay is over. */
  lost: () => void;
  /** Whether any path is being mended. */
  shaky?: (shaky: boolean) => void;
}

/** What the server gives to who comes in. */
interface Entered {
  readonly rtpCapabilities: object;
  readonly relays: VoiceRelays | null;
}

interface Laid {
  readonly current: types.Transport | undefined;
}

/** One stay on the voice lane, in the room or only watching: what all its paths are made of, and how they are. */
export class Stay {
  readonly socket: SessionSocket;
  readonly line: CallLine;
  private readonly paths = new Set<Laid>();
  private readonly mending = new Set<Laid | CallLine>();
  private readonly stopKeeping: () => void;
  private isClosed = false;

  private constructor(
    private readonly parts: StayParts,
    readonly device: types.Device,
    private credentials: VoiceRelays | null,
  ) {
    this.socket = parts.socket;
    this.line = new CallLine(parts.socket);
    this.stopKeeping = keepRelays(parts.socket, credentials, (fresh) => this.renew(fresh));
  }

  /** `ask` asks to be let in. Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async enter<E extends Entered>(parts: StayParts, ask: () => Promise<E>): Promise<{ stay: Stay; entered: E }> {
    const device = await parts.createDevice();
    const entered = await ask();
    await device.load({ routerRtpCapabilities: entered.rtpCapabilities as types.RtpCapabilities });
    return { stay: new Stay(parts, device, entered.relays), entered };
  }

  get closed(): boolean {
    return this.isClosed;
  }

  relays(): VoiceRelays | null {
    return this.credentials;
  }

  /** A path that is kept in fresh credentials. */
  add(path: Laid): void {
    this.paths.add(path);
  }

  lost(): void {
    if (!this.isClosed) this.parts.lost();
  }

  /** Whether this path, or the line, is being mended. */
  shaky(path: Laid | CallLine, shaky: boolean): void {
    if (shaky) this.mending.add(path);
    else this.mending.delete(path);
    if (!this.isClosed) this.parts.shaky?.(this.mending.size > 0);
  }

  close(): void {
    this.isClosed = true;
    this.line.close();
    this.stopKeeping();
  }

  private async renew(fresh: VoiceRelays): Promise<void> {
    this.credentials = fresh;
    const transports = [...this.paths].map(({ current }) => current);
    await Promise.all(transports.map((transport) => transport?.closed || transport?.updateIceServers({ iceServers: iceServersOf(fresh) })));
  }
}
