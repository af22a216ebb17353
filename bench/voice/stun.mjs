/** The little of STUN (RFC 8489) and ICE (RFC 8445) that a full agent says to a server that is `ice-lite`: one check, repeated as consent. */
import { createHmac, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const COOKIE = 0x2112_a442;
const BINDING_REQUEST = 0x0001;
const BINDING_SUCCESS = 0x0101;
const HEADER_BYTES = 20;
const INTEGRITY_BYTES = 24;
const FINGERPRINT_BYTES = 8;
const FINGERPRINT_XOR = 0x5354_554e;
/** Of a host's own UDP address (RFC 8445, 5.1.2.1). */
const PRIORITY = ((126 << 24) | (65_535 << 8) | 255) >>> 0;

const attribute = (type, value) => {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
};

const uint32 = (value) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** A check that also nominates this pair. `remote` are the server's ICE parameters. */
export function bindingRequest(remote, localFragment) {
  const attributes = [
    attribute(0x0006, Buffer.from(`${remote.usernameFragment}:${localFragment}`)),
    attribute(0x0024, uint32(PRIORITY)),
    attribute(0x802a, randomBytes(8)), // ICE-CONTROLLING
    attribute(0x0025, Buffer.alloc(0)), // USE-CANDIDATE
  ];
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt16BE(BINDING_REQUEST, 0);
  header.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(header, 8);
  let message = Buffer.concat([header, ...attributes]);
  const length = (more) => message.writeUInt16BE(message.length - HEADER_BYTES + more, 2);
  length(INTEGRITY_BYTES);
  message = Buffer.concat([message, attribute(0x0008, createHmac('sha1', remote.password).update(message).digest())]);
  length(FINGERPRINT_BYTES);
  return Buffer.concat([message, attribute(0x8028, uint32((crc32(message) ^ FINGERPRINT_XOR) >>> 0))]);
}

export const isBindingSuccess = (bytes) => bytes.length >= HEADER_BYTES && bytes.readUInt16BE(0) === BINDING_SUCCESS;
