import { createHash, createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** As much of TURN (RFC 5766) as asks a relay for an address, to learn whether it takes credentials. */
const ALLOCATE = 0x0003;
const USERNAME = 0x0006;
const INTEGRITY = 0x0008;
const ERROR_CODE = 0x0009;
const REALM = 0x0014;
const NONCE = 0x0015;
const REQUESTED_TRANSPORT = 0x0019;
const UDP = Buffer.from([17, 0, 0, 0]);
const RETRANSMISSION_MS = 500;

type Attribute = readonly [type: number, value: Buffer];
type Exchange = (message: Buffer) => Promise<Buffer>;

export interface TurnSignIn {
  readonly username: string;
  readonly credential: string;
}

/** How the relay is reached: over TLS by who trusts this certificate of `localhost` (PEM). */
export type TurnTransport = 'udp' | 'tcp' | { readonly cert: string };

/** What the relay says: `allocated`, or the number of its refusal, such as 401. */
export async function allocate(port: number, transport: TurnTransport, { username, credential }: TurnSignIn): Promise<'allocated' | number> {
  const { exchange, close } = await reach(port, transport);
  try {
    const asked = attributesOf(await exchange(message([[REQUESTED_TRANSPORT, UDP]])));
    const [realm, nonce] = [asked.get(REALM)!, asked.get(NONCE)!];
    const key = createHash('md5').update(`${username}:${realm.toString()}:${credential}`).digest();
    const answer = await exchange(message([[REQUESTED_TRANSPORT, UDP], [USERNAME, Buffer.from(username)], [REALM, realm], [NONCE, nonce]], key));
    const error = attributesOf(answer).get(ERROR_CODE);
    return error ? error[2]! * 100 + error[3]! : 'allocated';
  } finally {
    close();
  }
}

function message(attributes: readonly Attribute[], key?: Buffer): Buffer {
  const body = Buffer.concat(attributes.map(attributeBytes));
  const header = Buffer.alloc(20);
  header.writeUInt16BE(ALLOCATE, 0);
  header.writeUInt16BE(body.length + (key ? 24 : 0), 2);
  header.writeUInt32BE(0x2112_a442, 4);
  randomBytes(12).copy(header, 8);
  const signed = Buffer.concat([header, body]);
  return key ? Buffer.concat([signed, attributeBytes([INTEGRITY, createHmac('sha1', key).update(signed).digest()])]) : signed;
}

function attributeBytes([type, value]: Attribute): Buffer {
  const bytes = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4);
  bytes.writeUInt16BE(type, 0);
  bytes.writeUInt16BE(value.length, 2);
  value.copy(bytes, 4);
  return bytes;
}

function attributesOf(answer: Buffer): Map<number, Buffer> {
  const found = new Map<number, Buffer>();
  for (let at = 20; at + 4 <= answer.length; ) {
    const length = answer.readUInt16BE(at + 2);
    found.set(answer.readUInt16BE(at), answer.subarray(at + 4, at + 4 + length));
    at += 4 + Math.ceil(length / 4) * 4;
  }
  return found;
}

function overUdp(port: number): { exchange: Exchange; close: () => void } {
  const socket = createSocket('udp4');
  return {
    close: () => socket.close(),
    // A datagram may be lost: the same is asked again, as RFC 5389 has it, and an answer known by its transaction.
    exchange: (request) => new Promise((done) => {
      const ask = (): void => socket.send(request, port, '127.0.0.1');
      const again = setInterval(ask, RETRANSMISSION_MS);
      const hear = (answer: Buffer): void => {
        if (!transactionOf(answer).equals(transactionOf(request))) return;
        clearInterval(again);
        socket.off('message', hear);
        done(answer);
      };
      socket.on('message', hear);
      ask();
    }),
  };
}

const transactionOf = (message: Buffer): Buffer => message.subarray(8, 20);

async function reach(port: number, transport: TurnTransport): Promise<{ exchange: Exchange; close: () => void }> {
  if (transport === 'udp') return overUdp(port);
  if (transport === 'tcp') return over(connect(port, '127.0.0.1'), 'connect');
  return over(connectTls({ host: '127.0.0.1', port, servername: 'localhost', ca: transport.cert }), 'secureConnect');
}

async function over(socket: Socket, stands: 'connect' | 'secureConnect'): Promise<{ exchange: Exchange; close: () => void }> {
  await once(socket, stands);
  return {
    close: () => void socket.destroy(),
    exchange: async (request) => {
      const answered = once(socket, 'data');
      socket.write(request);
      return ((await answered) as [Buffer])[0];
    },
  };
}
