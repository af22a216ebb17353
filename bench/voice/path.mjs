/** One way between a person and the worker, as a browser has it: ICE, DTLS and SRTP over a UDP socket. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { bindingRequest, isBindingSuccess } from './stun.mjs';

const CONSENT_MS = 2_500;
const CHECK_MS = 100;
/** AEAD_AES_128_GCM (RFC 7714), which browsers take too. */
const SRTP_PROFILE = 7;
const SRTP_KEY_BYTES = 16;
const SRTP_SALT_BYTES = 12;
const RECEIVE_BUFFER_BYTES = 1 << 20;

/** WebRTC's own protocols come from a library beside the project; sockets, checks and counting are ours, since a complete peer connection a person would take more than what is measured. */
export const toolsIn = (folder) => createRequire(`${folder}/package.json`)('werift');

/** What a DTLS end shows of itself; one serves everybody, each transport is told its fingerprint. */
export async function identity({ CipherContext }) {
  const { certPem, keyPem, signatureHash } = await CipherContext.createSelfSignedCertificateWithKey({ signature: 3, hash: 4 }, 23);
  return { certPem, keyPem, signatureHash, fingerprints: [{ algorithm: 'sha-256', value: new X509Certificate(certPem).fingerprint256 }] };
}

export class Path {
  /** `hear(packet)` gets every RTP packet, still protected. `offer` is what `voice:transport` answered. */
  constructor(tools, self, offer, hear = () => undefined) {
    Object.assign(this, { tools, self, offer, hear, id: offer.id, fragment: randomBytes(4).toString('hex') });
    this.socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES });
    this.socket.on('message', (bytes) => this.take(bytes));
    this.dtls = { type: 'udp', closed: false, onData: () => undefined, send: async (bytes) => this.socket.send(bytes), close: async () => undefined };
  }

  /** Finds the way and agrees on keys. The server has to know our fingerprint by now. */
  async open() {
    const { ip, port } = this.offer.iceCandidates.find(({ protocol }) => protocol === 'udp');
    this.socket.connect(port, ip);
    await once(this.socket, 'connect');
    await this.check();
    this.consent = setInterval(() => this.ask(), CONSENT_MS);
    await this.agree();
  }

  /** `header`: a complete RTP header. */
  send(header, payload) {
    this.socket.send(this.srtp.encrypt(payload, this.tools.RtpHeader.deSerialize(header)));
  }

  /** What was said. Throws where it was tampered with. */
  read(packet) {
    return this.srtp.decrypt(packet);
  }

  /** Its own end of the line, as /proc/net/udp lists it. */
  get port() {
    return this.socket.address().port;
  }

  get remotePort() {
    return this.socket.remoteAddress().port;
  }

  close() {
    clearInterval(this.consent);
    this.socket.close();
  }

  ask() {
    this.socket.send(bindingRequest(this.offer.iceParameters, this.fragment));
  }

  async check() {
    const answered = new Promise((done) => (this.answered = done));
    const again = setInterval(() => this.ask(), CHECK_MS);
    this.ask();
    await answered;
    clearInterval(again);
  }

  async agree() {
    const { DtlsClient, SrtpSession } = this.tools;
    const { certPem: cert, keyPem: key, signatureHash } = this.self;
    const client = new DtlsClient({ transport: this.dtls, srtpProfiles: [SRTP_PROFILE], cert, key, signatureHash, extendedMasterSecret: true });
    await new Promise((done, fail) => {
      client.onConnect.subscribe(done);
      client.onError.subscribe(fail);
      client.connect().catch(fail);
    });
    const { localKey, localSalt, remoteKey, remoteSalt } = client.extractSessionKeys(SRTP_KEY_BYTES, SRTP_SALT_BYTES);
    this.srtp = new SrtpSession({ keys: { localMasterKey: localKey, localMasterSalt: localSalt, remoteMasterKey: remoteKey, remoteMasterSalt: remoteSalt }, profile: SRTP_PROFILE });
  }

  /** By the first byte (RFC 7983); by the second, RTCP is told from RTP (RFC 5761). */
  take(bytes) {
    if (bytes[0] > 127 && bytes[0] < 192) return bytes[1] >= 192 && bytes[1] <= 223 ? undefined : this.hear(bytes);
    if (bytes[0] > 19 && bytes[0] < 64) return this.dtls.onData(bytes);
    if (isBindingSuccess(bytes)) this.answered();
    return undefined;
  }
}
