import type { types } from 'mediasoup';
import { TRANSPORT_CC_URI } from './audio.js';
import { offered } from './media.js';

describe('what a room offers', () => {
  it('V23: transport-cc for what the server sends alone, and everything else as the router has it', () => {
    const [mid, counted] = ['urn:ietf:params:rtp-hdrext:sdes:mid', TRANSPORT_CC_URI].map((uri, index): types.RtpHeaderExtension => ({
      kind: 'audio', uri: uri as types.RtpHeaderExtensionUri, preferredId: index + 1, preferredEncrypt: false, direction: 'sendrecv',
    }));
    const router = { rtpCapabilities: { codecs: [], headerExtensions: [mid, counted] } } as unknown as types.Router;
    expect(offered(router)).toEqual({ codecs: [], headerExtensions: [mid, { ...counted, direction: 'sendonly' }] });
  });
});
