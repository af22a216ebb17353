import { Cable } from '../support/cable';
import { Crowd, killVoiceWorker } from '../support/crowd';
import { expect, test } from '../support/fixtures';
import { connectionCount, hearsForASecond, WATCH_CONNECTIONS } from '../support/hearing';
import { openDocument } from '../support/raw-document';

const PEOPLE = 60;
/** Much longer than a place is kept. */
const CUT_MS = Number(process.env.CUT_SECONDS ?? 60) * 1_000;

test('sixty in a room: the server is killed, the network cut, the voice worker killed; nothing is lost and everyone is back', async ({ house, seat }) => {
  test.setTimeout(240_000 + CUT_MS);
  const room = await house.room('synthetic');
  const cable = await Cable.to(house.server.port);
  // Three browsers, one of them and half of the others behind the cable.
  const [a, b, c] = [await seat('referrer'), await seat('expert', { baseURL: cable.url }), await seat('expert')];
  for (const one of [a, b, c]) {
    await one.page.addInitScript(WATCH_CONNECTIONS);
    await one.enter(room);
  }
  for (const one of [a, c]) {
    await one.page.getByRole('button', { name: /^Join voice/ }).click();
    await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
  }
  const crowd = await Crowd.join(house, room, PEOPLE - 3, [house.server.url, cable.url]);
  const took: Record<string, unknown> = { joined: await crowd.areBack(PEOPLE) };
  /** Milliseconds until the others are back, and until the browsers say that all of theirs is saved. */
  const areBack = async (): Promise<Record<string, number>> => {
    const fromMs = performance.now();
    const saved = Promise.all([a, b, c].map((one) => expect(one.saved).toBeVisible({ timeout: 30_000 }))).then(() => Math.round(performance.now() - fromMs));
    const others = await crowd.areBack(PEOPLE);
    return { ...others, 'browsers saved': await saved };
  };

  crowd.draw();
  await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
  await house.server.kill();
  crowd.draw();
  await b.draw('e', [0.5, 0.5], [0.6, 0.6]);
  const startedMs = performance.now();
  await house.server.start();
  took.started = Math.round(performance.now() - startedMs);
  took.killed = await areBack();

  cable.pull();
  crowd.draw();
  await b.draw('r', [0.4, 0.6], [0.5, 0.7]);
  await c.draw('e', [0.6, 0.3], [0.7, 0.4]);
  // The fault has a length; nothing is waited for.
  await new Promise((over) => setTimeout(over, CUT_MS));
  cable.plugIn();
  took.cut = await areBack();

  // Voice came back after the kill by itself, and does once more.
  await hearsForASecond(c.page);
  const before = await connectionCount(c.page);
  await killVoiceWorker(house.server.pid);
  // What counts is what comes over connections of after the kill: nothing of it can be a late packet of the old worker.
  await expect.poll(() => connectionCount(c.page), { timeout: 30_000 }).toBeGreaterThan(before);
  await hearsForASecond(c.page, before);

  expect(crowd.participants.flatMap(({ refusals }) => refusals)).toEqual([]);
  const everything = crowd.drawn;
  await expect.poll(() => crowd.participants.filter(({ ids }) => ids.length !== everything.length + 4).length, { message: 'copies that lack something', timeout: 30_000 }).toBe(0);
  const [first, ...others] = crowd.participants.map(({ ids }) => ids.join());
  expect(others.filter((ids) => ids !== first)).toEqual([]);
  expect(everything.filter((id) => !first!.includes(id))).toEqual([]);
  // What the server has on its disk is the same, once it was killed and read again.
  await house.server.kill();
  await house.server.start();
  const stored = await openDocument(house, room, house.expert);
  expect([...stored.doc.getMap('annotations').keys()].sort().join()).toBe(first);
  stored.close();
  console.log(`back after (ms): ${JSON.stringify(took)}`);
  crowd.leave();
  expect([...a.complaints, ...b.complaints, ...c.complaints]).toEqual([]);
  await cable.remove();
});
