import { expect, test } from '../support/fixtures';
import { slideFile } from '../support/slides';

test.describe('upload', () => {
  test('a slide is uploaded in the browser and opened; a picture that is no slide is refused in words', async ({ house, seat }) => {
    const room = await house.room('synthetic');
    const a = await seat('referrer');
    await a.page.goto(`/cases/${room.caseId}`);
    const input = a.page.locator('input[type="file"]').first();
    await input.setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') });
    await expect(a.page.getByText(/no slide that Parfocal knows/).first()).toBeVisible();
    await input.setInputFiles(slideFile('synthetic', house.server.folder));
    await expect.poll(async () => (await (await a.person.api.get(`/api/cases/${room.caseId}`)).json()).slides.length).toBe(2);
    expect(a.complaints).toEqual([]);
  });
});
