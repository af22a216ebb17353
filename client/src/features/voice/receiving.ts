import type { MediaRtpCapabilities, ShareSize, VoiceResumed } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { createHearing } from './hearing';
import type { Loudspeakers } from './loudspeakers';
import { Path } from './path';
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
  private hearing: ReturnType<typeof createHearing> | undefined;
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

  /** Everything that was announced and not taken back, negotiated or not. */
  get consumerIds(): readonly string[] {
    return [...(this.hearing?.consumerIds() ?? []), ...(this.watching?.consumerIds() ?? [])];
  }

  /** After the line was away: of what was `named`, that which the server holds stays. What came meanwhile comes by itself. */
  reconcile({ transportIds, consumerIds }: VoiceResumed, named: readonly string[]): void {
    if (!this.path.reconcile(transportIds)) return;
    const gone = named.filter((consumerId) => !consumerIds.includes(consumerId));
    for (const consumerId of gone) {
      this.hearing?.remove({ consumerId });
      this.watching?.remove({ consumerId });
    }
  }

  close(): void {
    this.release();
    this.path.close();
  }

  /** The server answers with everything there is to receive, so nothing of an earlier transport is carried over. */
  private async carry(transport: types.Transport): Promise<void> {
    const { line, device } = this.stay;
    const { loudspeakers, shown } = this.ends;
    this.release();
    if (loudspeakers) this.hearing = createHearing({ line, transport, loudspeakers });
    this.watching = createWatching({ line, transport, size: this.size, shown });
    await line.ask('voice:listen', { rtpCapabilities: device.recvRtpCapabilities as MediaRtpCapabilities });
  }

  private release(): void {
    this.hearing?.close();
    this.hearing = undefined;
    this.watching?.close();
    this.watching = undefined;
  }
}
