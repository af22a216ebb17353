import type { ShareSize } from '@parfocal/shared/protocol';
import { Receiving } from './receiving';
import { request } from './request';
import { Stay, type StayParts } from './stay';

export interface WatchParts extends StayParts {
  shown: (track: MediaStreamTrack | undefined) => void;
}

/** Watching the picture without being in the voice room: one way in, no sound, no microphone. (SPEC V22) */
export class ShareWatch {
  private readonly receiving: Receiving;

  private constructor(private readonly stay: Stay, { shown }: WatchParts) {
    this.receiving = new Receiving(stay, { shown });
  }

  /** Throws a `VoiceRefusal`, or mediasoup-client's `UnsupportedError`. */
  static async open(parts: WatchParts): Promise<ShareWatch> {
    const { stay } = await Stay.enter(parts, () => request(parts.socket, 'share:watch'));
    const watch = new ShareWatch(stay, parts);
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
    this.stay.close();
    this.receiving.close();
  }
}
