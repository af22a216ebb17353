import { VideoRtpParameters } from './share-rtp.js';

const vp8 = { mimeType: 'video/VP8', payloadType: 96, clockRate: 90_000 };
const picture = { codecs: [vp8], encodings: [{ rid: 's' }, { rid: 'l', maxBitrate: 2_500_000 }] };

describe('VideoRtpParameters', () => {
  it('V17: takes VP8 in two sizes with retransmission, and drops what nobody named', () => {
    const codecs = [vp8, { mimeType: 'video/rtx', payloadType: 97, clockRate: 90_000, parameters: { apt: 96 } }];
    expect(VideoRtpParameters.parse({ ...picture, codecs, more: 1 })).toEqual({ ...picture, codecs });
  });

  it.each([
    ['another codec', { ...picture, codecs: [{ ...vp8, mimeType: 'video/H264' }] }],
    ['sound', { ...picture, codecs: [{ ...vp8, mimeType: 'audio/opus', clockRate: 48_000 }] }],
    ['no codec', { ...picture, codecs: [] }],
    ['four sizes', { ...picture, encodings: [{ rid: 'a' }, { rid: 'b' }, { rid: 'c' }, { rid: 'd' }] }],
    ['a size that nothing names', { ...picture, encodings: [{ maxBitrate: 1 }] }],
    ['a name with a line end', { ...picture, encodings: [{ rid: 'a\r\n' }] }],
    ['an endless bit rate', { ...picture, encodings: [{ rid: 'a', maxBitrate: 1e9 }] }],
    ['spatial layers within a stream', { ...picture, encodings: [{ rid: 'a', scalabilityMode: 'S3T3' }] }],
  ])('V17: refuses %s', (_, parameters) => {
    expect(VideoRtpParameters.safeParse(parameters).success).toBe(false);
  });
});
