import { connect } from 'node:net';
import { CONNECTIONS } from './load.mjs';

const HEAD_END = Buffer.from('\r\n\r\n');

/** Asks on `CONNECTIONS` sockets for whatever `next` names, one at a time on each, until it names nothing. */
export async function drive({ url, cookie, next }) {
  const latenciesMs = [];
  let bytes = 0;
  const begunMs = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, () => line({ url, cookie, next, took: (ms, length) => ((bytes += length), latenciesMs.push(ms)) })));
  const seconds = (performance.now() - begunMs) / 1000;
  latenciesMs.sort((a, b) => a - b);
  const share = (of) => latenciesMs[Math.floor(latenciesMs.length * of)];
  return { perSecond: latenciesMs.length / seconds, p50Ms: share(0.5), p95Ms: share(0.95), p99Ms: share(0.99), meanBytes: bytes / latenciesMs.length, requests: latenciesMs.length };
}

/** Every path once, in an order that jumps about as viewers do, the same in each run. */
export function fetchOnce({ url, paths, cookie }) {
  const left = shuffled(paths).values();
  return drive({ url, cookie, next: () => left.next().value });
}

function shuffled(paths) {
  const mixed = [...paths];
  let seed = 1;
  for (let last = mixed.length - 1; last > 0; last--) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const other = Math.floor((seed / 2 ** 32) * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other], mixed[last]];
  }
  return mixed;
}

function line({ url, cookie, next, took }) {
  return new Promise((done, fail) => {
    const socket = connect({ host: url.hostname, port: Number(url.port), noDelay: true });
    let sentMs = 0;
    let missing = -1;
    let length = 0;
    let head = Buffer.alloc(0);
    const ask = () => {
      const path = next();
      if (path === undefined) return socket.end();
      [sentMs, missing, head] = [performance.now(), -1, Buffer.alloc(0)];
      socket.write(`GET ${path} HTTP/1.1\r\nHost: ${url.host}\r\nCookie: ${cookie}\r\n\r\n`);
    };
    socket.on('connect', ask).on('error', fail).on('close', done);
    socket.on('data', (chunk) => {
      if (missing >= 0) missing -= chunk.length;
      else {
        head = head.length ? Buffer.concat([head, chunk]) : chunk;
        const end = head.indexOf(HEAD_END);
        if (end < 0) return;
        const text = head.latin1Slice(0, end);
        if (!text.startsWith('HTTP/1.1 2')) return fail(new Error(text.split('\r\n', 1)[0]));
        length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
        missing = length - (head.length - end - HEAD_END.length);
      }
      if (missing > 0) return;
      took(performance.now() - sentMs, length);
      ask();
    });
  });
}
