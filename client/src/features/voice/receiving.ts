import type { MediaRtpCapabilities, ShareSize } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { createHearing } from './hearing';
import type { Loudspeakers } from './loudspeakers';
import { Path } from './path';
import { request } from './request';
import type { Stay } from './stay';
import { createWatching } from './watching';

interface Ends {
  /** Without them only the picture is received. */
  loudspeakers?: Loudspeakers;
  /** The picture that somebody shares. */
  shown: (track: MediaStreamTrack | undefined) => void;
}

/** All that comes from the others in one stay: their voices, and the picture that one of them shows. */
export class Receiving {
  private readonly path: Path;
  private watching: ReturnType<typeof createWatching> | undefined;
  private deafen = (): void => undefined;
  private size: ShareSize = 'hidden';

  constructor(private readonly stay: Stay, private readonly ends: Ends) {
    this.path = new Path(stay, 'receive', (transport) => this.carry(transport));
  }

  /** Throws a `VoiceRefusal`. */
  async start(): Promise<void> {
    await this.path.open();
  }

  /** In which size the picture is shown. */
  view(size: ShareSize): void {
    this.size = size;
    this.watching?.view(size);
  }

  close(): void {
    this.release();
    this.path.close();
  }

  /** The server answers with everything there is to receive, so nothing of an earlier transport is carried over. */
  private async carry(transport: types.Transport): Promise<void> {
    const { socket, device } = this.stay;
    const { loudspeakers, shown } = this.ends;
    this.release();
    if (loudspeakers) this.deafen = createHearing({ socket, transport, loudspeakers });
    this.watching = createWatching({ socket, transport, size: this.size, shown });
    await request(socket, 'voice:listen', { rtpCapabilities: device.recvRtpCapabilities as MediaRtpCapabilities });
  }

  private release(): void {
    this.deafen();
    this.deafen = () => undefined;
    this.watching?.close();
    this.watching = undefined;
  }
}
