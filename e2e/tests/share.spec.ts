import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { WATCH_CONNECTIONS } from '../support/hearing';

/** A screen to share without a desktop: a canvas that never stands still. */
const CANVAS_SCREEN = (): void => {
  navigator.mediaDevices.getDisplayMedia = async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
    const paper = canvas.getContext('2d')!;
    setInterval(() => {
      paper.fillStyle = `hsl(${(performance.now() / 20) % 360} 80% 50%)`;
      paper.fillRect(0, 0, 1280, 720);
    }, 100);
    return canvas.captureStream(10);
  };
};

/** Remembers that somebody asked for a microphone or a camera. */
const WATCH_MICROPHONE = (): void => {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = (constraints) => {
    (window as unknown as { microphoneAsked?: boolean }).microphoneAsked = true;
    return ask(constraints);
  };
};

/** Width of the picture that lies beside the slide, and how many frames of it came. */
const seen = (page: Page): Promise<{ widthPx: number; frames: number }> =>
  page.locator('section[aria-label$="shows a screen"] video').evaluate((video: HTMLVideoElement) => ({ widthPx: video.videoWidth, frames: video.getVideoPlaybackQuality().totalVideoFrames }));

test('V17, V19, V22: A shows a screen, B watches it without voice, joins, sees it beside the slide, enlarges and hides it, and A ends it', async ({ house, seat }) => {
  const room = await house.room('synthetic');
  const [a, b] = [await seat('referrer'), await seat('expert')];
  for (const one of [a, b]) {
    await one.page.addInitScript(CANVAS_SCREEN);
    await one.page.addInitScript(WATCH_MICROPHONE);
    await one.page.addInitScript(WATCH_CONNECTIONS);
    await one.enter(room);
  }
  await a.page.getByRole('button', { name: /^Join voice/ }).click();
  await a.page.getByRole('button', { name: 'Show a screen or a camera' }).click();
  await a.page.getByRole('menuitem', { name: 'Show a screen or window' }).click();
  await expect(a.page.getByRole('button', { name: 'Stop showing' })).toBeVisible();

  // Who is not in voice is told, and sees it without: no microphone is asked for, and nobody is in voice but A.
  await b.page.getByRole('button', { name: 'Watch without voice' }).click();
  await expect.poll(async () => (await seen(b.page)).frames, { timeout: 20_000 }).toBeGreaterThan(5);
  await expect(b.page.getByText('You see the picture and hear nothing.')).toBeVisible();
  await expect(a.page.getByRole('button', { name: '1 person in voice' })).toBeVisible();
  expect(await b.page.evaluate(() => (window as unknown as { microphoneAsked?: boolean }).microphoneAsked)).toBeUndefined();
  await b.page.getByRole('button', { name: /^Join voice/ }).click();
  await expect(a.page.getByRole('button', { name: '2 people in voice' })).toBeVisible();
  await expect.poll(async () => (await seen(b.page)).frames, { timeout: 20_000 }).toBeGreaterThan(5);
  await b.page.getByRole('button', { name: 'Enlarge' }).click();
  await expect.poll(async () => (await seen(b.page)).widthPx, { timeout: 20_000 }).toBe(1280);

  await b.page.getByRole('button', { name: 'Hide; nothing is sent meanwhile' }).click();
  await b.page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect.poll(async () => (await seen(b.page)).frames, { timeout: 20_000 }).toBeGreaterThan(2);

  await a.page.getByRole('button', { name: 'Stop showing' }).click();
  await expect(b.page.locator('section[aria-label$="shows a screen"]')).toHaveCount(0);
  expect([...a.complaints, ...b.complaints]).toEqual([]);
});
