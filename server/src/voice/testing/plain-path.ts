import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { types } from 'mediasoup';

const HEADER_BYTES = 12;
const OPUS_PAYLOAD_TYPE = 111;

/** From now on a router opens plain RTP paths where browsers would get WebRTC: real packets through the real worker, without ICE and DTLS. */
export function openPlainPaths(router: types.Router): types.PlainTransport[] {
  const opened: types.PlainTransport[] = [];
  jest.spyOn(router, 'createWebRtcTransport').mockImplementation(async () => {
    const transport = await router.createPlainTransport({ listenInfo: { protocol: 'udp', ip: '127.0.0.1' }, rtcpMux: true, comedia: false });
    opened.push(transport);
    return transport as unknown as types.WebRtcTransport;
  });
  return opened;
}

/** The far end of a plain path: sends packets, and counts those that come. */
export class PlainEnd {
  received = 0;
  private sequence = 0;

  private constructor(private readonly socket: Socket, private readonly portThere: number) {
    socket.on('message', () => (this.received += 1));
  }

  static async of(transport: types.PlainTransport): Promise<PlainEnd> {
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    await transport.connect({ ip: '127.0.0.1', port: socket.address().port });
    return new PlainEnd(socket, transport.tuple.localPort);
  }

  /** One packet of 20 ms of the microphone with this SSRC. */
  send(ssrc: number): void {
    const packet = Buffer.alloc(HEADER_BYTES + 40);
    packet[0] = 0x80;
    packet[1] = OPUS_PAYLOAD_TYPE;
    packet.writeUInt16BE(++this.sequence, 2);
    packet.writeUInt32BE(this.sequence * 960, 4);
    packet.writeUInt32BE(ssrc, 8);
    this.socket.send(packet, this.portThere, '127.0.0.1');
  }

  close(): void {
    this.socket.close();
  }
}
