import type { VoiceCheck } from '@parfocal/shared/api';
import { filter, firstValueFrom } from 'rxjs';
import { startTestServer, type TestPerson, type TestServer, until } from '../testing/index.js';
import { audioParameters, DTLS_PARAMETERS, voiceWorkerBin } from '../testing/voice-call.js';
import { VoiceWorker } from './voice-worker.js';

const bin = voiceWorkerBin();
const withWorker = bin ? describe : describe.skip;

withWorker(`connection checks${bin ? '' : ' (skipped: no voice worker found; run node scripts/voice-worker.mjs)'}`, () => {
  let server: TestServer;
  let ana: TestPerson;
  let ben: TestPerson;
  const ask = (person: TestPerson | undefined, path: string, method: string, body?: unknown): Promise<Response> =>
    server.fetch(`/api/voice/checks${path}`, person, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  const open = async (person: TestPerson): Promise<VoiceCheck> => (await (await ask(person, '', 'POST')).json()) as VoiceCheck;
  const codeOf = async (answer: Response): Promise<string> => ((await answer.json()) as { code: string }).code;

  beforeAll(async () => {
    server = await startTestServer({ MEDIASOUP_WORKER_BIN: bin!, TURN_URLS: 'turn:relay.example', TURN_SECRET: 'a secret of the house' });
    [ana, ben] = [await server.person('ana'), await server.person('ben')];
    await firstValueFrom(server.app.get(VoiceWorker).state.pipe(filter(({ state }) => state === 'ready')));
  });
  afterAll(() => server.close());

  it('V20: gives a path, both ways to it and the relays, and takes sound', async () => {
    const check = await open(ana);
    expect(check.transport.iceCandidates.map(({ protocol }) => protocol).sort()).toEqual(['tcp', 'udp']);
    expect(check.relays?.urls).toEqual(['turn:relay.example']);
    expect((await ask(ana, `/${check.id}/connect`, 'PUT', { dtlsParameters: DTLS_PARAMETERS })).status).toBe(204);
    expect((await ask(ana, `/${check.id}/microphone`, 'PUT', { rtpParameters: audioParameters() })).status).toBe(204);
    expect(await (await ask(ana, `/${check.id}/level`, 'GET')).json()).toEqual({ levelDbov: null });
    expect((await ask(ana, `/${check.id}`, 'DELETE')).status).toBe(204);
    expect((await ask(ana, `/${check.id}/level`, 'GET')).status).toBe(404);
  });

  it('V20: does not exist to anybody else, who cannot end it either, nor to who is not signed in', async () => {
    const { id } = await open(ana);
    expect((await ask(ben, `/${id}/level`, 'GET')).status).toBe(404);
    await ask(ben, `/${id}`, 'DELETE');
    expect((await ask(ana, `/${id}/level`, 'GET')).status).toBe(200);
    expect((await ask(undefined, '', 'POST')).status).toBe(401);
    await ask(ana, `/${id}`, 'DELETE');
  });

  it('V20: a person has four at once, and malformed parameters never reach the worker', async () => {
    const own = [await open(ben), await open(ben), await open(ben), await open(ben)];
    expect(await codeOf(await ask(ben, '', 'POST'))).toBe('rate-limited');
    expect(await codeOf(await ask(ben, `/${own[0]!.id}/connect`, 'PUT', { dtlsParameters: { fingerprints: [] } }))).toBe('body.malformed');
    for (const { id } of own) await ask(ben, `/${id}`, 'DELETE');
    const asked = await Promise.all(Array.from({ length: 8 }, () => ask(ben, '', 'POST')));
    const opened = asked.filter(({ ok }) => ok);
    expect(opened).toHaveLength(4);
    for (const answer of opened) await ask(ben, `/${((await answer.json()) as { id: string }).id}`, 'DELETE');
    const { webRtcServer } = server.app.get(VoiceWorker).running();
    await until(async () => (await webRtcServer.dump()).webRtcTransportIds.length === 0);
  });
});
