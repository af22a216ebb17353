import { AudioRtpParameters, DtlsParameters } from './voice-rtp.js';

const digest = (bytes: number): string => Array.from({ length: bytes }, () => 'AB').join(':');
const opus = { mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000, channels: 2 };
const stream = { codecs: [opus], encodings: [{ ssrc: 1 }] };

describe('DtlsParameters', () => {
  it('V6: takes digests of the right length', () => {
    expect(DtlsParameters.safeParse({ fingerprints: [{ algorithm: 'sha-256', value: digest(32) }] }).success).toBe(true);
  });

  it.each([
    ['no fingerprint', []],
    ['a short digest', [{ algorithm: 'sha-256', value: digest(20) }]],
    ['no hexadecimal', [{ algorithm: 'sha-1', value: digest(20).replace('AB', 'XY') }]],
    ['a digest without its colons', [{ algorithm: 'sha-1', value: 'AB'.repeat(20).slice(0, 59) }]],
    ['an unknown digest', [{ algorithm: 'md5', value: digest(16) }]],
    ['too many', Array.from({ length: 9 }, () => ({ algorithm: 'sha-1', value: digest(20) }))],
  ])('V6: refuses %s', (_, fingerprints) => {
    expect(DtlsParameters.safeParse({ fingerprints }).success).toBe(false);
  });
});

describe('AudioRtpParameters', () => {
  it('V6: drops what nobody named', () => {
    const parsed = AudioRtpParameters.parse({ ...stream, rid: 'x', encodings: [{ ssrc: 1, scalabilityMode: 'S3T3' }] });
    expect(parsed).toEqual(stream);
  });

  it.each([
    ['two streams', { ...stream, encodings: [{ ssrc: 1 }, { ssrc: 2 }] }],
    ['video', { ...stream, codecs: [{ ...opus, mimeType: 'video/VP8', clockRate: 90_000 }] }],
    ['a payload type beyond 7 bits', { ...stream, codecs: [{ ...opus, payloadType: 128 }] }],
    ['an ssrc beyond 32 bits', { ...stream, encodings: [{ ssrc: 2 ** 32 }] }],
    ['no ssrc', { ...stream, encodings: [{}] }],
    ['a header extension beyond 8 bits', { ...stream, headerExtensions: [{ uri: 'urn:x', id: 256 }] }],
    ['an endless name', { ...stream, rtcp: { cname: 'x'.repeat(300) } }],
    ['a nested codec parameter', { ...stream, codecs: [{ ...opus, parameters: { a: { b: 1 } } }] }],
  ])('V6: refuses %s', (_, parameters) => {
    expect(AudioRtpParameters.safeParse(parameters).success).toBe(false);
  });
});
