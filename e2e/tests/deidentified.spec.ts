import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { associatedUrl, type SlideDetail } from '@parfocal/shared/api';
import { expect, needsSlide, test } from '../support/fixtures';
import { partOf } from '../support/send-slide';
import { CMU } from '../support/slides';
import { UploadScreen } from '../support/upload-screen';

/** In every description of the file as it comes from the scanner. */
const SCANNERS_WORDS = 'ScanScope ID';

test.describe('a slide that is to be deidentified', () => {
  test('is stored without what the scanner wrote, under another name, with a label that was drawn', async ({ house, seat }) => {
    needsSlide('CMU-1-Small-Region');
    const caseId = await house.emptyCase();
    const a = await seat('referrer');
    const uploads = new UploadScreen(a.page);
    await uploads.open(caseId);
    await uploads.send(CMU, (dialog) => dialog.getByRole('switch', { name: 'De-identify the stored copy' }).click());
    await expect.poll(async () => (await house.slidesOf(caseId)).length, { timeout: 60_000 }).toBe(1);
    const [slide] = await house.slidesOf(caseId);
    expect(slide!.name).not.toMatch(/CMU/i);
    const detail = (await (await house.referrer.api.get(`/api/slides/${slide!.id}`)).json()) as SlideDetail;
    expect([detail.isDeidentified, detail.image.format, detail.image.widthPx, detail.mppX]).toEqual([true, 'aperio-svs', 2220, 0.499]);

    expect((await readFile(CMU)).includes(SCANNERS_WORDS)).toBe(true);
    const folder = join(house.server.folder, 'data/slides', slide!.id);
    const stored = await Promise.all((await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))));
    expect(stored.some((bytes) => bytes.length > 1_000_000)).toBe(true);
    expect(stored.filter((bytes) => bytes.includes(SCANNERS_WORDS))).toEqual([]);

    const labelOf = async (slideId: string): Promise<Buffer> => {
      const answer = await house.referrer.api.get(associatedUrl(slideId, 'label'));
      expect(answer.status()).toBe(200);
      return answer.body();
    };
    const asScanned = await house.addSlide(caseId, [await partOf(CMU)]);
    const drawn = await labelOf(slide!.id);
    expect(drawn.equals(await labelOf(asScanned.id))).toBe(false);
    expect(stored.some((bytes) => bytes.equals(drawn))).toBe(true);

    await a.page.getByRole('button', { name: `Enter the session at ${slide!.name}` }).click();
    await a.isSharp();
    await a.page.getByRole('button', { name: 'Label of the glass' }).click();
    await expect(a.page.getByRole('img', { name: 'Label' })).toBeVisible();
    expect(a.complaints).toEqual([]);
  });
});
