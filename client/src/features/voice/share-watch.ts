import type { ShareSize, VoiceRelays } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { SessionSocket } from '@/wire';
import { keepRelays } from './keep-relays';
import { iceServersOf } from './media-path';
import { Receiving } from './receiving';
import { request } from './request';

export interface WatchParts {
  socket: SessionSocket;
  createDevice: () => Promise<types.Device>;
  shown: (track: MediaStreamTrack | undefined) => void;
  /** No path could be mended. */
  lost: () => void;
}

/** Watching the picture without being in the voice room: one way in, no sound, no microphone. (SPEC V22) */
export class ShareWatch {
  private readonly receiving: Receiving;
  private readonly stopKeeping: () => void;
  private isClosed = false;

  private constructor({ socket, shown, lost }: WatchParts, device: types.Device, private relays: VoiceRelays | null) {
    this.receiving = new Receiving({ socket, device, relays: () => this.relays, lost: () => this.isClosed || lost(), shaky: () => undefined }, { shown });
    this.stopKeeping = keepRelays(socket, relays, async (fresh) => {
      this.relays = fresh;
      await this.receiving.transport?.updateIceServers({ iceServers: iceServersOf(fresh) });
    });
  }

  /** Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async open(parts: WatchParts): Promise<ShareWatch> {
    const device = await parts.createDevice();
    const { rtpCapabilities, relays } = await request(parts.socket, 'share:watch');
    await device.load({ routerRtpCapabilities: rtpCapabilities as types.RtpCapabilities });
    const watch = new ShareWatch(parts, device, relays);
    try {
      await watch.receiving.start();
    } catch (error) {
      watch.close();
      throw error;
    }
    return watch;
  }

  view(size: ShareSize): void {
    this.receiving.view(size);
  }

  close(): void {
    this.isClosed = true;
    this.stopKeeping();
    this.receiving.close();
  }
}
