import type { TransportDirection } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { careForPath } from './ice-care';
import { openPath, restartedIce } from './media-path';
import type { Stay } from './stay';

/** How long a new transport may take to stand. */
export const NEW_PATH_LIMIT_MS = 8_000;
/** One that broke again within this time is not mended by a third: the trouble lies elsewhere. */
export const SOUND_PATH_MS = 15_000;

/**
 * One direction of a stay. While ICE can mend its transport it does (`ice-care`); where it cannot, another transport takes
 * its place and is given the same to carry, and nobody else notices more than a gap. Where that does not stand either, the
 * stay is lost. (SPEC V21)
 */
export class Path {
  private transport: types.Transport | undefined;
  private laying: Promise<types.Transport> | undefined;
  private uncare = (): void => undefined;
  private deadline: ReturnType<typeof setTimeout> | undefined;
  private hasStood = false;
  private isRenewing = false;
  private renewedAtMs = Number.NEGATIVE_INFINITY;
  private isClosed = false;

  constructor(
    private readonly stay: Stay,
    private readonly direction: TransportDirection,
    /** Puts onto a transport all that travels over it; `again` for one that takes the place of another. */
    private readonly carry: (transport: types.Transport, again: boolean) => Promise<void>,
  ) {
    stay.add(this);
    stay.socket.on('voice:transport-closed', this.onClosedThere);
  }

  get current(): types.Transport | undefined {
    return this.transport;
  }

  /** The transport, once it is laid, or laid anew: asking for a second would close the first. Throws a `VoiceRefusal`. */
  async open(): Promise<types.Transport> {
    this.laying ??= this.lay(false);
    try {
      return await this.laying;
    } catch (error) {
      this.laying = undefined;
      throw error;
    }
  }

  /** After the line was away: a transport that the server does not hold is laid anew. Whether it does. */
  reconcile(transportIds: readonly string[]): boolean {
    const isHeld = !this.transport || transportIds.includes(this.transport.id);
    if (!isHeld) void this.renew();
    return isHeld;
  }

  close(): void {
    this.isClosed = true;
    this.stay.socket.off('voice:transport-closed', this.onClosedThere);
    this.letGo();
  }

  private async lay(again: boolean): Promise<types.Transport> {
    const transport = await openPath(this.stay.line, this.stay.device, this.direction, this.stay.relays());
    this.letGo();
    if (this.isClosed) {
      transport.close();
      return transport;
    }
    this.transport = transport;
    this.hasStood = false;
    const stands = (state: types.ConnectionState): void => void (this.hasStood ||= state === 'connected');
    transport.on('connectionstatechange', stands);
    const uncare = careForPath(transport, {
      restart: () => restartedIce(this.stay.line, transport.id), lost: () => void this.renew(), shaky: (is) => this.stay.shaky(this, is),
    });
    this.uncare = () => {
      transport.off('connectionstatechange', stands);
      uncare();
    };
    await this.carry(transport, again);
    return transport;
  }

  /** The middle rung: another transport, that is given the same to carry. What never stood would not stand a second time. */
  async renew(): Promise<void> {
    if (this.isClosed || this.isRenewing) return;
    const nowMs = Date.now();
    if (!this.hasStood || nowMs - this.renewedAtMs < SOUND_PATH_MS) return this.stay.lost();
    this.renewedAtMs = nowMs;
    this.isRenewing = true;
    this.stopCaring();
    this.stay.shaky(this, true);
    try {
      this.laying = this.lay(true);
      const transport = await this.laying;
      if (this.isClosed) return;
      // Nothing to carry, nothing to stand: `new` is as good as connected.
      if (transport.connectionState === 'new' || this.hasStood) this.stay.shaky(this, false);
      else this.deadline = setTimeout(() => this.hasStood || this.stay.lost(), NEW_PATH_LIMIT_MS);
    } catch {
      if (!this.isClosed) this.stay.lost();
    } finally {
      this.isRenewing = false;
    }
  }

  private stopCaring(): void {
    this.uncare();
    this.uncare = () => undefined;
  }

  private letGo(): void {
    clearTimeout(this.deadline);
    this.stopCaring();
    this.transport?.close();
    this.transport = undefined;
  }

  private readonly onClosedThere = ({ transportId }: { transportId: string }): void => {
    if (transportId === this.transport?.id) void this.renew();
  };
}
