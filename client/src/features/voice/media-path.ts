import type { AudioRtpParameters, ShareSource, TransportDirection, VideoRtpParameters, VoiceRelays } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import type { CallLine } from './call-line';

/** Relays in the words of WebRTC: tried beside the server's own port, taken where that cannot be reached. */
export const iceServersOf = (relays: VoiceRelays | null): RTCIceServer[] =>
  relays ? [{ urls: [...relays.urls], username: relays.username, credential: relays.credential }] : [];

/** Opens the path of one direction; mediasoup-client connects it when the first track travels. */
export async function openPath(line: CallLine, device: types.Device, direction: TransportDirection, relays: VoiceRelays | null): Promise<types.Transport> {
  const options = { ...(await line.ask('voice:transport', { direction })), iceServers: iceServersOf(relays) } as types.TransportOptions;
  const transport = direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
  const transportId = transport.id;

  transport.on('connect', ({ dtlsParameters }, done, failed) => {
    line.ask('voice:connect', { transportId, dtlsParameters }).then(done, failed);
  });
  transport.on('produce', ({ kind, rtpParameters, appData }, done, failed) => {
    if (kind === 'video') {
      const picture = { transportId, rtpParameters: rtpParameters as VideoRtpParameters, source: appData.source as ShareSource };
      return void line.ask('share:start', picture).then(({ producerId }) => done({ id: producerId }), failed);
    }
    // Opus is all the sound that the server's router knows, so these are the parameters of one Opus stream.
    line.ask('voice:produce', { transportId, rtpParameters: rtpParameters as AudioRtpParameters, muted: appData.muted === true }).then(({ producerId }) => done({ id: producerId }), failed);
  });
  return transport;
}

export const restartedIce = async (line: CallLine, transportId: string): Promise<types.IceParameters> =>
  (await line.ask('voice:restart-ice', { transportId })).iceParameters as types.IceParameters;
