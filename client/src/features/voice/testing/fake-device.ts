import type { types } from 'mediasoup-client';
import { Device } from 'mediasoup-client';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';

/** The real mediasoup-client on handlers without a browser below them; `handlers` has those of all transports, in order. */
export function fakeDevice(): { createDevice: () => Promise<types.Device>; handlers: FakeHandler[] } {
  const handlers: FakeHandler[] = [];
  const made = FakeHandler.createFactory(fakeParameters);
  const handlerFactory: types.HandlerFactory = {
    ...made,
    factory: (options) => {
      const handler = made.factory(options) as FakeHandler;
      handlers.push(handler);
      return handler;
    },
  };
  return { createDevice: async () => new Device({ handlerFactory }), handlers };
}

/** What a server answers to a call that nothing hinders; transports are `t1`, `t2` and so on. */
export function voiceAnswers(): Record<string, (body: unknown) => unknown> {
  let transports = 0;
  return {
    'voice:join': () => ({ callId: 'call', rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(), crowded: false, relays: null }),
    'voice:transport': () => ({ ...fakeParameters.generateTransportRemoteParameters(), id: `t${++transports}` }),
    'voice:connect': () => null,
    'voice:restart-ice': () => ({ iceParameters: { usernameFragment: 'u', password: 'p', iceLite: true } }),
    'voice:produce': () => ({ producerId: 'mine' }),
    'voice:listen': () => null,
    'voice:consumer-ready': () => null,
    'voice:mute': () => null,
    'voice:leave': () => null,
    'share:start': () => ({ producerId: 'picture' }),
    'share:watch': () => ({ rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(), relays: null }),
    'share:unwatch': () => null,
    'share:view': () => null,
  };
}

/** A consumer as the server announces it. */
export function announced(codecMimeType: 'audio/opus' | 'video/VP8') {
  const { id, producerId, rtpParameters } = fakeParameters.generateConsumerRemoteParameters({ codecMimeType });
  return { consumerId: String(id), producerId: String(producerId), rtpParameters };
}
