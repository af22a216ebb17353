import { until } from '../testing/until.js';
import { type Caller, VoiceRig, where, workerBin } from './testing/voice-rig.js';

const withWorker = workerBin ? describe : describe.skip;

withWorker(`leaving a voice room${where}`, () => {
  let rig: VoiceRig;
  let ana: Caller;
  let ben: Caller;

  beforeAll(async () => {
    rig = await VoiceRig.start();
  });
  beforeEach(() => {
    [ana, ben] = [rig.caller('ana'), rig.caller('ben')];
  });
  afterEach(() => rig.clear());
  afterAll(() => rig.close());

  it('V9: a peer that drops leaves nothing in the worker, and its listeners are told', async () => {
    await ana.join();
    await ben.join();
    await ben.listen();
    await ana.speak();
    expect(await rig.inWorker()).toMatchObject({ transports: 2 });
    ana.leave();
    await until(async () => (await rig.inWorker()).transports === 1);
    expect(await rig.inWorker()).toMatchObject({ routers: 1 });
    await until(() => ben.of('voice:consumer-closed').length === 1);
  });

  it('V9: the late end of a replaced socket does not end the call of the new one', async () => {
    const reloaded = rig.caller('ana', 'participant', 'ana-after-reload');
    await ana.join();
    await reloaded.join();
    ana.leave();
    expect(rig.rooms.of('s1')?.find('ana')?.line.isOver(reloaded)).toBe(true);
  });

  it('V10: a worker that is killed is replaced on the same port, and who was in a room joins again', async () => {
    await ana.join();
    await ana.speak();
    const { port } = rig.worker.running();
    await rig.killWorker();
    expect(ana.of('voice:reset')).toHaveLength(1);
    expect(rig.news).toContainEqual({ sessionId: 's1', roster: [] });
    await expect(ana.join()).rejects.toMatchObject({ code: 'voice.preparing' });
    await rig.ready();
    expect(rig.worker.running().port).toBe(port);
    await ana.join();
    await ana.speak();
    expect(await rig.inWorker()).toMatchObject({ routers: 1, transports: 1 });
  });
});
