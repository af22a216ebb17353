import { once } from 'node:events';
import { addAnnotation, listAnnotations } from '@parfocal/shared/annotation';
import { COLLAB_PATH, CollabMessage, documentPath } from '@parfocal/shared/protocol';
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import { expect, test } from '../support/fixtures';
import { signedIn } from '../support/house';
import { openDocument } from '../support/raw-document';
import { heard, sessionSocket } from '../support/watcher';

test.describe('strangers and observers', () => {
  test('an observer’s raw y-websocket client is refused, and nothing of it is stored or sent on', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'observer');
    const a = await seat('referrer');
    await a.enter(room);
    const raw = await openDocument(house, room, house.expert);
    const refused = new Promise<void>((resolve) => {
      raw.provider.messageHandlers[CollabMessage.refused] = () => resolve();
    });
    addAnnotation(raw.doc, { id: randomUUID(), kind: 'point', geometry: [100, 100], label: 'forged', note: '', colour: 0, author: house.expert.me.id, createdAt: Date.now() }, 'raw');
    await refused;
    raw.close();
    await a.draw('p', [0.5, 0.5], [0.5, 0.5]);
    await expect(a.saved).toBeVisible();
    await expect(a.rows.filter({ hasText: 'forged' })).toHaveCount(0);
    const stored = await openDocument(house, room, house.referrer);
    expect(listAnnotations(stored.doc).map(({ label }) => label)).not.toContain('forged');
    stored.close();
  });

  test('an observer sees the slide and the marks, has no tools, and knows why', async ({ house, seat }) => {
    const room = await house.room('synthetic', 'observer');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    await a.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(b.rows).toHaveCount(1);
    await expect(b.page.getByRole('button', { name: 'Rectangle', exact: true })).toHaveCount(0);
    await b.draw('r', [0.5, 0.5], [0.6, 0.6]);
    await expect(b.rows).toHaveCount(1);
    await expect(b.page.getByRole('button', { name: /^(Present|Ask to present|Take presenting back)$/ })).toHaveCount(0);
  });

  test('who is made an observer in the middle loses the tools at once, and gets them back', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const [a, b] = [await seat('referrer'), await seat('expert')];
    await a.enter(room);
    await b.enter(room);
    const rectangle = b.page.getByRole('button', { name: 'Rectangle', exact: true });
    await expect(rectangle).toBeVisible();
    await b.page.getByLabel('Draw into').selectOption({ label: 'Only me' });
    await b.draw('e', [0.5, 0.5], [0.6, 0.6]);
    await expect(b.rows).toHaveCount(1);
    await expect(b.saved).toBeVisible();
    const member = `/api/cases/${room.caseId}/members/${house.expert.me.id}`;
    await a.page.getByRole('tab', { name: 'Case' }).click();
    const role = a.page.getByRole('combobox', { name: `Role of ${house.expert.me.displayName}` });
    await role.selectOption({ label: 'Observer' });
    await expect(rectangle).toHaveCount(0);
    // L1: what was drawn before is there as before, also for a page that is opened anew.
    await expect(b.rows).toHaveCount(1);
    await b.page.reload();
    await b.isSharp();
    await expect(b.rows).toHaveCount(1);
    await b.page.getByRole('button', { name: 'Layers' }).click();
    await expect(b.page.getByRole('button', { name: 'Hide from my screen: Only me' })).toHaveCount(1);
    await expect(b.page.getByRole('button', { name: 'Hide from my screen: Hidden until revealed' })).toHaveCount(0);
    await b.page.keyboard.press('Escape');
    await role.selectOption({ label: 'Expert' });
    await expect(rectangle).toBeVisible();
    await a.page.getByRole('tab', { name: /^Annotations/ }).click();
    await b.page.getByLabel('Draw into').selectOption({ label: 'Everyone in the case' });
    await b.draw('r', [0.3, 0.3], [0.4, 0.4]);
    await expect(a.rows).toHaveCount(1);
    await house.referrer.api.delete(member);
    await expect(b.page.getByRole('alert')).toBeVisible();
  });

  test('a foreign Origin is refused on both WebSockets and on HTTP', async ({ house }) => {
    const room = await house.room('synthetic');
    const foreign = 'https://elsewhere.example';
    const error = await heard<Error>(sessionSocket(house, room, house.expert, foreign), 'connect_error');
    expect(error).toBeTruthy();
    const path = documentPath({ caseId: room.caseId, slideId: room.slide.id, layer: 'case' });
    const socket = new WebSocket(`${house.server.url.replace('http', 'ws')}${COLLAB_PATH}/${path}`, { headers: { cookie: house.expert.cookie }, origin: foreign });
    const [, answer] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }];
    expect(answer.statusCode).toBe(403);
    const post = await fetch(`${house.server.url}/api/cases`, { method: 'POST', headers: { cookie: house.expert.cookie, origin: foreign, 'content-type': 'application/json' }, body: '{}' });
    expect([post.status, (await post.json()).code]).toEqual([403, 'origin.foreign']);
  });

  test('signing out elsewhere closes a session’s sockets at once', async ({ house, browser, seat }) => {
    const room = await house.room('synthetic');
    const about = await (await house.referrer.api.get('/api/about')).json();
    const second = await signedIn(house.server.url, about.demonstration[1]);
    const context = await browser.newContext({ baseURL: house.server.url, storageState: await second.api.storageState(), locale: 'en' });
    const page = await context.newPage();
    const a = await seat('referrer');
    await a.enter(room);
    await page.goto(`/s/${room.sessionId}`);
    await expect(page.locator('[data-state="saved"]')).toBeVisible();
    expect((await house.expert.api.delete(`/api/logins/${second.me.loginId}`)).status()).toBe(204);
    await expect(page).toHaveURL(/\/login/);
    await context.close();
    await second.api.dispose();
  });
});
