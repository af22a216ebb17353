import { once } from 'node:events';
import { connect } from 'node:net';
import { codeIn, startTestServer, type TestPerson, type TestServer } from '../testing/index.js';

const MEBIBYTE = 1024 * 1024;

describe('bodies that the server does not take', () => {
  let server: TestServer;
  let ana: TestPerson;

  beforeAll(async () => {
    server = await startTestServer();
    ana = await server.person('ana');
  });
  afterAll(() => server.close());

  const answered = async (answer: Promise<Response>): Promise<[number, string]> => [(await answer).status, await codeIn(await answer)];
  const post = (body: string, headers: Record<string, string> = {}, person?: TestPerson): Promise<[number, string]> =>
    answered(server.fetch(person ? '/api/cases' : '/api/login', person, { method: 'POST', body, headers }));
  const goesOn = async (): Promise<void> => expect((await server.fetch('/api/cases', ana)).status).toBe(200);

  it.each(['', '{', '{"name":', 'null', '7', '"x"', '[]', '{}', '{"__proto__":{"name":"ana"}}', '{"name":{"$ne":""},"password":{"$ne":""}}', '\u0000', '[[[['])('are %j, answered 400', async (body) => {
    expect(await post(body)).toEqual([400, 'body.malformed']);
    expect(await post(body, {}, ana)).toEqual([400, 'body.malformed']);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/octet-stream', 'application/offset+octet-stream'])('are of the kind %s, answered 400', async (type) => {
    expect(await post('{"name":"ana","password":"x"}', { 'content-type': type })).toEqual([400, 'body.malformed']);
  });

  it('are larger than a mebibyte, answered 413', async () => {
    expect(await post(JSON.stringify({ name: 'x'.repeat(MEBIBYTE), password: 'x' }))).toEqual([413, 'body.too-large']);
    await goesOn();
  });

  it('are said to be terabytes, answered 413 before they come', async () => {
    const caller = connect(Number(new URL(server.url).port), '127.0.0.1');
    caller.write('POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9999999999999\r\n\r\n{');
    const [answer] = (await once(caller, 'data')) as [Buffer];
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 413 [^]*body\.too-large/);
    caller.destroy();
  });

  it('are nested too deep for a stack, and bring nothing down', async () => {
    expect(await post(`${'['.repeat(200_000)}${']'.repeat(200_000)}`)).toEqual([400, 'body.malformed']);
    await goesOn();
  });

  it.each([
    ['no HTTP at all', 'hello\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['headers without an end', `GET / HTTP/1.1\r\n${'X-Long: x\r\n'.repeat(5_000)}`, /^HTTP\/1\.1 431 /],
    ['two lengths', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{', /^HTTP\/1\.1 400 /],
    ['a length beside chunks', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['chunks that are none', 'POST /api/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n', /^HTTP\/1\.1 400 /],
  ])('are %s', async (_what, bytes, expected) => {
    const caller = connect(Number(new URL(server.url).port), '127.0.0.1');
    let said = '';
    caller.setEncoding('utf8').on('data', (text) => (said += text)).on('error', () => undefined);
    caller.write(bytes);
    await once(caller, 'close');
    expect(said).toMatch(expected);
    await goesOn();
  });
});
