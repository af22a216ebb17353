import { stat } from 'node:fs/promises';
import type { SlideDetail } from '@parfocal/shared/api';
import { Cable } from '../support/cable';
import { dicomFolder } from '../support/dicom-folder';
import { expect, type TakeSeat, test } from '../support/fixtures';
import type { House } from '../support/house';
import { largeSlide } from '../support/large-slide';
import { slideFile } from '../support/slides';
import { UploadScreen } from '../support/upload-screen';

/** Headers, polls and what was under way when a line broke: small beside a slide. */
const BESIDES = 0.1;

/** Bytes on the server's disk of the one upload that is under way. */
async function incomingBytes(house: House): Promise<number> {
  const [path, ...others] = await house.incomingUploads();
  expect(others).toEqual([]);
  return path === undefined ? 0 : (await stat(path)).size;
}

const detailOf = async (house: House, slideId: string): Promise<SlideDetail> => (await house.referrer.api.get(`/api/slides/${slideId}`)).json();

/** Until the case has its one slide, which is the file to the byte. */
async function expectOneSlide(house: House, caseId: string, sha256: string): Promise<void> {
  await expect.poll(async () => (await house.slidesOf(caseId)).length, { timeout: 60_000 }).toBe(1);
  const [slide] = await house.slidesOf(caseId);
  await expect.poll(async () => (await detailOf(house, slide!.id)).digest).toBe(sha256);
}

/** A referrer's upload of the large slide that stands still once `share` of it is on the server's disk. */
async function stalled(house: House, seat: TakeSeat, share: number) {
  const caseId = await house.emptyCase();
  const slide = await largeSlide(house.server.folder);
  const cable = await Cable.to(house.server.port);
  const a = await seat('referrer', { baseURL: cable.url });
  const uploads = new UploadScreen(a.page);
  await uploads.open(caseId);
  const before = cable.carriedBytes;
  cable.stallAfter(slide.bytes * share);
  await uploads.send(slide.path);
  await expect.poll(() => incomingBytes(house), { timeout: 60_000 }).toBeGreaterThan(slide.bytes * (share - 0.02));
  /** Nothing was sent twice, and the page is content. */
  const end = async (): Promise<void> => {
    expect(cable.carriedBytes - before).toBeLessThan(slide.bytes * (1 + BESIDES));
    expect(a.complaints).toEqual([]);
    await cable.remove();
  };
  return { caseId, slide, cable, a, uploads, end };
}

test.describe('upload', () => {
  test('a slide is uploaded in the browser and opened; what is no slide is refused in words, on its row', async ({ house, seat }) => {
    const caseId = await house.emptyCase();
    const a = await seat('referrer');
    const uploads = new UploadScreen(a.page);
    await uploads.open(caseId);
    await uploads.send({ name: 'minutes.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 of a meeting') });
    await expect(uploads.row('minutes').getByRole('alert')).toHaveText(/^This file is no slide that Parfocal knows\. Choose /, { timeout: 30_000 });
    // The head of a picture, and nothing after it.
    await uploads.send({ name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') });
    await expect(uploads.row('holiday').getByRole('alert')).toHaveText(/^The file is damaged\. Copy it /, { timeout: 30_000 });
    expect(await house.slidesOf(caseId)).toEqual([]);
    await uploads.send(slideFile('synthetic', house.server.folder));
    await expect.poll(async () => (await house.slidesOf(caseId)).length, { timeout: 60_000 }).toBe(1);
    const [slide] = await house.slidesOf(caseId);
    await expect(a.page.getByRole('list').getByText(slide!.name).first()).toBeVisible();
    for (const name of ['minutes', 'holiday']) {
      await a.page.getByRole('button', { name: `Dismiss ${name}` }).click();
      await expect(uploads.row(name)).toHaveCount(0);
    }
    await a.page.getByRole('button', { name: 'Enter session', exact: true }).click();
    await a.isSharp();
    expect(a.complaints).toEqual([]);
  });

  test('a folder of DICOM files is one slide, whatever else lies in it', async ({ house, seat }) => {
    const caseId = await house.emptyCase();
    const folder = await dicomFolder(house.server.folder);
    const a = await seat('referrer');
    const uploads = new UploadScreen(a.page);
    await uploads.open(caseId);
    await uploads.sendFolder(folder.path);
    await expect.poll(async () => (await house.slidesOf(caseId)).length, { timeout: 60_000 }).toBe(1);
    const [slide] = await house.slidesOf(caseId);
    const { image, mppX } = await detailOf(house, slide!.id);
    expect([image.format, image.levels.map(({ widthPx }) => widthPx), mppX]).toEqual(['dicom', folder.widthsPx, folder.mpp]);
    expect(a.complaints).toEqual([]);
  });

  test('a server killed at 60 % of an upload and started again: it goes on by itself, to exactly one slide', async ({ house, seat }) => {
    test.setTimeout(180_000);
    const { caseId, slide, cable, uploads, end } = await stalled(house, seat, 0.6);
    await expect(uploads.row('large.tif')).toHaveAttribute('data-upload', 'sending');

    await house.server.kill();
    expect((await incomingBytes(house)) / slide.bytes).toBeCloseTo(0.6, 1);
    await expect(uploads.row('large.tif')).toContainText('The connection broke. It goes on by itself.');
    cable.flow();
    await house.server.start();

    await expectOneSlide(house, caseId, slide.sha256);
    await expect(uploads.row('large.tif')).toHaveCount(0);
    expect(await house.incomingUploads()).toEqual([]);
    await end();
  });

  test('paused and resumed by hand, nothing is sent twice', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const { caseId, slide, cable, a, uploads, end } = await stalled(house, seat, 0.3);
    await a.page.getByRole('button', { name: 'Pause the upload of large.tif' }).click();
    await expect(uploads.row('large.tif')).toContainText(/Paused at \d+%/);
    cable.flow();
    await a.page.getByRole('button', { name: 'Resume the upload of large.tif' }).click();
    await expectOneSlide(house, caseId, slide.sha256);
    await end();
  });

  test('after a reload it goes on where it was, once the same file is chosen again', async ({ house, seat }) => {
    test.setTimeout(120_000);
    const { caseId, slide, cable, a, uploads, end } = await stalled(house, seat, 0.5);
    const asked: string[] = [];
    a.page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await a.page.reload();
    expect(asked).toEqual(['beforeunload']);
    await expect(uploads.row('large.tif')).toContainText(/^large\.tif\s*Interrupted at \d+%\. Choose the same files again to go on\.$/);
    cable.flow();
    await uploads.send(slide.path);
    await expectOneSlide(house, caseId, slide.sha256);
    await expect(uploads.row('large.tif')).toHaveCount(0);
    await end();
  });
});
