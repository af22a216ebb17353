import { Cable } from '../support/cable';
import { expect, test } from '../support/fixtures';
import { connectionCount, heard, hearsForASecond, SPEAK_ON, WATCH_CONNECTIONS } from '../support/hearing';

/** Asked at every frame. */
const IS_SHOWN_SPEAKING = (name: string): boolean =>
  [...document.querySelectorAll('button')].some((button) => button.ariaLabel?.startsWith(name) && button.ariaLabel.endsWith('speaking'));

test.describe('voice', () => {
  test('B hears A, mute silences, leaving leaves, and the rest goes on', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.page.addInitScript(SPEAK_ON);
    for (const one of [a, b]) {
      await one.page.addInitScript(WATCH_CONNECTIONS);
      await one.enter(room);
      await one.page.getByRole('button', { name: /^Join voice/ }).click();
      await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
    }
    await expect.poll(() => heard(b.page, 'totalAudioEnergy'), { timeout: 20_000 }).toBeGreaterThan(0.0001);
    await b.page.waitForFunction(IS_SHOWN_SPEAKING, house.referrer.me.displayName, { timeout: 15_000 });

    await a.page.getByRole('button', { name: /^Mute(,|$)/ }).click();
    await expect(a.page.getByRole('button', { name: 'Unmute', exact: true })).toBeVisible();
    let before = 0;
    const news = async (): Promise<number> => {
      const now = await heard(b.page, 'packetsReceived');
      const since = now - before;
      before = now;
      return since;
    };
    await expect.poll(news, { intervals: [1_000] }).toBe(0);
    await a.page.getByRole('button', { name: 'Leave voice' }).click();
    await expect(a.page.getByRole('button', { name: /^Join voice/ })).toBeVisible();

    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('V21: a path that dies in the middle of the call is laid anew: B is heard again and never left the room', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    const joins: string[] = [];
    b.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => String(payload).includes('voice:join') && joins.push(String(payload))));
    for (const one of [a, b]) {
      await one.page.addInitScript(WATCH_CONNECTIONS);
      await one.enter(room);
      await one.page.getByRole('button', { name: /^Join voice/ }).click();
      await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
    }
    await expect.poll(() => heard(a.page, 'totalAudioEnergy'), { timeout: 20_000 }).toBeGreaterThan(0.0001);
    await expect.poll(() => heard(b.page, 'totalAudioEnergy'), { timeout: 20_000 }).toBeGreaterThan(0.0001);
    await a.page.evaluate(() => {
      const seen = window as unknown as { left: number };
      seen.left = 0;
      const look = (): void => {
        if (!document.querySelector('[aria-label="2 people in voice"]')) seen.left += 1;
        requestAnimationFrame(look);
      };
      look();
    });

    // The browser's own end is closed under the page: no event comes of it here, and the server sees DTLS end.
    const before = await b.page.evaluate(() => {
      const { connections } = window as unknown as { connections: RTCPeerConnection[] };
      for (const connection of connections) connection.close();
      return connections.filter(({ remoteDescription }) => remoteDescription).length;
    });
    await expect.poll(() => b.page.evaluate(() => (window as unknown as { connections: RTCPeerConnection[] }).connections.filter(({ remoteDescription }) => remoteDescription).length), { timeout: 20_000 }).toBe(before * 2);
    const energy = (one: typeof a) => heard(one.page, 'totalAudioEnergy');
    const [heardByA, heardByB] = [await energy(a), await energy(b)];
    await expect.poll(() => energy(a), { timeout: 20_000 }).toBeGreaterThan(heardByA + 0.0001);
    await expect.poll(() => energy(b), { timeout: 20_000 }).toBeGreaterThan(heardByB + 0.0001);
    expect(joins).toHaveLength(1);
    expect(await a.page.evaluate(() => (window as unknown as { left: number }).left)).toBe(0);
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });

  test('V24: the line of B blinks: both are heard all the while, nobody joins again, and what is said afterwards counts', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const cable = await Cable.to(house.server.port);
    const [a, b] = [await seat('referrer'), await seat('expert', { baseURL: cable.url })];
    const sent: string[] = [];
    b.page.on('websocket', (socket) => socket.on('framesent', ({ payload }) => sent.push(String(payload))));
    const times = (event: string): number => sent.filter((frame) => frame.includes(`"${event}"`)).length;
    for (const one of [a, b]) {
      await one.page.addInitScript(WATCH_CONNECTIONS);
      await one.enter(room);
      await one.page.getByRole('button', { name: /^Join voice/ }).click();
      await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
    }
    await hearsForASecond(a.page);
    await hearsForASecond(b.page);
    const connections = await connectionCount(b.page);

    // Only the signalling goes through the cable; what is spoken has a port of its own.
    cable.plugIn();
    cable.pull();
    await expect(b.page.getByText('Voice is reconnecting')).toBeVisible({ timeout: 20_000 });
    await hearsForASecond(a.page);
    await hearsForASecond(b.page);
    await expect(b.page.getByRole('button', { name: 'Leave voice' })).toBeVisible();
    cable.plugIn();
    await expect.poll(() => times('voice:resume'), { timeout: 20_000 }).toBeGreaterThan(0);
    await expect(b.page.getByText('Voice is reconnecting')).toBeHidden({ timeout: 20_000 });
    await hearsForASecond(a.page);
    await hearsForASecond(b.page);
    expect([times('voice:join'), times('voice:transport'), await connectionCount(b.page)]).toEqual([1, 2, connections]);

    await b.page.getByRole('button', { name: /^Mute(,|$)/ }).click();
    await expect.poll(async () => {
      const before = await heard(a.page, 'packetsReceived');
      await a.page.evaluate(() => new Promise((done) => setTimeout(done, 1_000)));
      return (await heard(a.page, 'packetsReceived')) - before;
    }, { timeout: 20_000 }).toBe(0);
    await cable.remove();
  });
});
