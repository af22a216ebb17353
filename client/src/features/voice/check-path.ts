import type { VoiceCheck } from '@parfocal/shared/api';
import type { AudioRtpParameters } from '@parfocal/shared/protocol';
import type { types } from 'mediasoup-client';
import { closeVoiceCheck, connectVoiceCheck, openVoiceCheck, produceVoiceCheck, voiceCheckLevel } from '@/api';

/** One way to the voice server: straight to its port by UDP or TCP, or through the relay at an address. */
export type WayToVoice = { readonly kind: 'udp' | 'tcp' } | { readonly kind: 'relay'; readonly url: string };

/** A way that does not stand after this will not in a meeting either. */
export const WAY_TIMEOUT_MS = 8_000;
/** How long one speaks into the microphone, and how often the server is asked what it hears. */
const LISTEN_MS = 4_000;
const ASK_INTERVAL_MS = 300;

interface WayCheck {
  way: WayToVoice;
  track: MediaStreamTrack;
  createDevice: () => Promise<types.Device>;
  /** Told what the server hears, as long as it listens; without it nothing is listened for. */
  heard?: ((levelDbov: number | null) => void) | undefined;
}

/** What the transport may use, so that a way that works is that way and no other. */
export function optionsFor({ transport, relays }: VoiceCheck, way: WayToVoice): types.TransportOptions {
  const protocol = way.kind === 'tcp' ? 'tcp' : 'udp'; // a relay reaches the server by UDP
  const iceCandidates = transport.iceCandidates.filter((candidate) => candidate.protocol === protocol);
  const relayed = way.kind === 'relay' && relays ? { iceServers: [{ urls: way.url, username: relays.username, credential: relays.credential }], iceTransportPolicy: 'relay' as const } : {};
  return { ...transport, iceCandidates, ...relayed } as unknown as types.TransportOptions;
}

/** Whether sound gets to the server this way. Throws an `ApiError` where the server gives no check. */
export async function checkWay({ way, track, createDevice, heard }: WayCheck): Promise<boolean> {
  const check = await openVoiceCheck();
  const device = await createDevice();
  await device.load({ routerRtpCapabilities: check.rtpCapabilities as types.RtpCapabilities });
  const transport = device.createSendTransport(optionsFor(check, way));
  try {
    transport.on('connect', ({ dtlsParameters }, done, failed) => void connectVoiceCheck(check.id, { dtlsParameters: dtlsParameters as never }).then(done, failed));
    transport.on('produce', ({ rtpParameters }, done, failed) => {
      produceVoiceCheck(check.id, { rtpParameters: rtpParameters as AudioRtpParameters }).then(() => done({ id: check.id }), failed);
    });
    const stands = standing(transport);
    transport.produce({ track, stopTracks: false }).catch(() => undefined); // that it never stands is what is told
    if (!(await stands)) return false;
    if (heard) await listen(check.id, heard);
    return true;
  } finally {
    transport.close();
    closeVoiceCheck(check.id).catch(() => undefined); // it ends by itself
  }
}

const standing = (transport: types.Transport): Promise<boolean> =>
  new Promise((done) => {
    const timer = setTimeout(() => done(false), WAY_TIMEOUT_MS);
    transport.on('connectionstatechange', (state) => {
      if (state !== 'connected' && state !== 'failed') return;
      clearTimeout(timer);
      done(state === 'connected');
    });
  });

async function listen(id: string, heard: (levelDbov: number | null) => void): Promise<void> {
  const until = performance.now() + LISTEN_MS;
  while (performance.now() < until) {
    heard(await voiceCheckLevel(id));
    await new Promise((tick) => setTimeout(tick, ASK_INTERVAL_MS));
  }
}
