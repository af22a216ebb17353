import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { listAnnotations } from '@parfocal/shared/annotation';
import { hiddenLayer, privateLayer } from '@parfocal/shared/protocol';
import { doorStatus } from '../support/document-door';
import { expect, test } from '../support/fixtures';
import { type House, type Person, type Room, signedIn } from '../support/house';
import { openDocument } from '../support/raw-document';
import type { Seat } from '../support/seat';
import { ROOT } from '../support/server';

const PASSWORD = 'correct horse battery';

/** A third person of the house, in the room's case as an observer. */
async function observerOf(house: House, { caseId }: Room): Promise<Person> {
  const name = `observer-${caseId.slice(0, 8)}`;
  const env = { ...process.env, DATA_DIR: join(house.server.folder, 'data') };
  execFileSync(process.execPath, ['server/dist/commands/person.js', 'add', name, 'Observer'], { cwd: ROOT, env, input: `${PASSWORD}\n` });
  const person = await signedIn(house.server.url, { name, password: PASSWORD });
  const put = await house.referrer.api.put(`/api/cases/${caseId}/members/${person.me.id}`, { data: { role: 'observer' } });
  expect(put.ok()).toBe(true);
  return person;
}

const drawInto = (seat: Seat, layer: string): Promise<unknown> => seat.page.getByLabel('Draw into').selectOption({ label: layer });

test.describe('layers', () => {
  test('what is private is sent to nobody, what is hidden to nobody until it is revealed, and moving is up to its author', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const room = await house.room('synthetic');
    const observer = await observerOf(house, room);
    const [host, expert] = [await seat('referrer'), await seat('expert')];
    await expert.enter(room);
    await host.enter(room);

    await drawInto(expert, 'Hidden until revealed');
    await expect(expert.page.getByText('Nobody else sees it before you or a host reveal it.')).toBeVisible();
    await expert.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(expert.rows).toHaveCount(1);
    await drawInto(expert, 'Only me');
    await expert.draw('e', [0.5, 0.3], [0.6, 0.4]);
    await expect(expert.rows).toHaveCount(2);
    await expect(expert.saved).toBeVisible();

    const { id } = house.expert.me;
    for (const other of [house.referrer, observer]) {
      expect(await doorStatus(house, room, hiddenLayer(id), other)).toBe(404);
      expect(await doorStatus(house, room, privateLayer(id), other)).toBe(404);
    }
    const before = await openDocument(house, room, observer);
    expect(listAnnotations(before.doc, 'all')).toEqual([]);
    before.close();
    await expect(host.rows).toHaveCount(0);

    await host.page.getByRole('button', { name: 'Layers' }).click();
    await host.page.getByRole('button', { name: `Reveal what ${house.expert.me.displayName} drew` }).click();
    await host.page.getByRole('button', { name: 'Reveal', exact: true }).click();
    await expect(host.rows).toHaveCount(1);
    const revealed = await openDocument(house, room, observer, hiddenLayer(id));
    expect(listAnnotations(revealed.doc).map(({ kind }) => kind)).toEqual(['rectangle']);
    revealed.close();
    for (const other of [house.referrer, observer]) expect(await doorStatus(house, room, privateLayer(id), other)).toBe(404);

    // The newest is first in the list: the ellipse.
    await expert.rows.first().getByRole('button').first().click();
    await expert.page.getByRole('tabpanel').getByLabel('Layer', { exact: true }).selectOption({ label: 'Everyone in the case' });
    await expect(host.rows).toHaveCount(2);
    await expect(expert.saved).toBeVisible();
    const mine = await openDocument(house, room, house.expert, privateLayer(id));
    expect(listAnnotations(mine.doc)).toEqual([]);
    mine.close();
    await expect(expert.rows).toHaveCount(2);
    expect([...host.complaints, ...expert.complaints]).toEqual([]);
    await observer.api.dispose();
  });

  test('what was drawn for one session is found again from the next one', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const room = await house.room('synthetic');
    const [host, expert] = [await seat('referrer'), await seat('expert')];
    await expert.enter(room);
    await drawInto(expert, 'This session');
    await expert.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(expert.saved).toBeVisible();
    expect((await house.referrer.api.delete(`/api/sessions/${room.sessionId}`)).ok()).toBe(true);

    await host.enter(await house.openSession(room.caseId, room.slide));
    await expect(host.rows).toHaveCount(0);
    await host.page.getByRole('button', { name: 'Layers' }).click();
    await expect(host.page.getByText('Drawn in earlier sessions')).toBeVisible();
    await host.page.getByRole('button', { name: /^Show: Session of / }).click();
    await expect(host.rows).toHaveCount(1);
    await expect(host.page.getByText('Drawn in earlier sessions')).toBeHidden();
    expect([...host.complaints, ...expert.complaints]).toEqual([]);
  });
});
