import { chromium } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { hearsForASecond, WATCH_CONNECTIONS } from '../support/hearing';
import { Seat } from '../support/seat';

/** Several cameras, as where a microscope's stands beside the one of the screen. The second of Chromium's measures depth, which WebRTC does not send. */
const CAMERAS = '--use-fake-device-for-media-stream=device-count=3';

test('A hears through the chosen loudspeaker, shows a camera, and changes it while B looks on', async ({ house }, { project }) => {
  const { launchOptions } = project.use;
  const browser = await chromium.launch({ ...launchOptions, args: [...(launchOptions?.args ?? []), CAMERAS] });
  try {
    const room = await house.room('synthetic');
    const [a, b] = [await Seat.take(browser, house, house.referrer), await Seat.take(browser, house, house.expert)];
    for (const one of [a, b]) {
      await one.page.addInitScript(WATCH_CONNECTIONS);
      await one.enter(room);
      await one.page.getByRole('button', { name: /^Join voice/ }).click();
      await expect(one.page.getByRole('button', { name: 'Leave voice' })).toBeVisible({ timeout: 20_000 });
    }

    await a.page.getByRole('button', { name: 'Microphone and loudspeaker' }).click();
    const loudspeakers = a.page.getByRole('group', { name: 'Loudspeaker' }).getByRole('menuitemradio');
    await expect(loudspeakers.first()).toHaveAccessibleName('System default');
    await expect(loudspeakers.first()).toHaveAttribute('aria-checked', 'true');
    const chosen = (await loudspeakers.last().textContent())!.trim();
    await loudspeakers.last().click();
    const sinks = () => a.page.evaluate(async () => {
      const names = new Map((await navigator.mediaDevices.enumerateDevices()).map(({ deviceId, label }) => [deviceId, label]));
      return [...document.querySelectorAll<HTMLAudioElement>('audio[data-voice]')].map(({ sinkId }) => names.get(sinkId));
    });
    await expect.poll(sinks).toEqual([chosen]);
    await hearsForASecond(a.page);

    await a.page.getByRole('button', { name: 'Show a screen or a camera' }).click();
    await a.page.getByRole('group', { name: 'Show a camera' }).getByRole('menuitemradio', { name: 'fake_device_0' }).click();
    await expect(a.page.getByRole('button', { name: 'Stop showing' })).toBeVisible();
    const pane = b.page.locator('section[aria-label$="shows a camera"]');
    const frames = () => pane.locator('video').evaluate((video: HTMLVideoElement) => video.getVideoPlaybackQuality().totalVideoFrames);
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(5);
    // The very element stays: nothing is put up anew for who looks on.
    await pane.locator('video').evaluate((video: HTMLVideoElement) => void (video.dataset.seen = 'before'));

    await a.page.getByRole('button', { name: 'Camera', exact: true }).click();
    await a.page.getByRole('menuitemradio', { name: 'fake_device_2' }).click();
    const shown = () => a.page.evaluate(() => [...document.querySelectorAll('video')].map(({ srcObject }) => (srcObject as MediaStream | null)?.getVideoTracks()[0]?.label));
    await expect.poll(shown).toContain('fake_device_2');
    const before = await frames();
    await expect.poll(frames, { timeout: 20_000 }).toBeGreaterThan(before + 5);
    expect(await pane.locator('video').getAttribute('data-seen')).toBe('before');

    await a.page.getByRole('button', { name: 'Stop showing' }).click();
    await expect(pane).toHaveCount(0);
    await a.page.getByRole('button', { name: 'Show a screen or a camera' }).click();
    await expect(a.page.getByRole('menuitemradio', { name: 'fake_device_2' })).toHaveAttribute('aria-checked', 'true');
    expect([...a.complaints, ...b.complaints]).toEqual([]);
    await a.close();
    await b.close();
  } finally {
    await browser.close();
  }
});
