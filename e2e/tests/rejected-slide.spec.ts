import { type SlideDetail, tileUrl } from '@parfocal/shared/api';
import { expect, test } from '../support/fixtures';
import { poorSlide } from '../support/poor-slide';

const WHY = 'The sharp part answers the question.';

test.describe('a slide that quality control rejects', () => {
  test('is shown with its reasons and withheld; overruled with a reason, it opens, and both are kept', async ({ house, seat }) => {
    const caseId = await house.emptyCase();
    const slide = await house.addSlide(caseId, [await poorSlide(house.server.folder)]);
    expect(slide.verdict).toBe('rejected');
    const detail = `/api/slides/${slide.id}`;
    const tile = tileUrl(slide.id, { level: 0, column: 0, row: 0 });
    const statusesFor = async (who: 'referrer' | 'expert'): Promise<number[]> => [(await house[who].api.get(detail)).status(), (await house[who].api.get(tile)).status()];
    expect(await statusesFor('expert')).toEqual([404, 404]);
    expect(await statusesFor('referrer')).toEqual([200, 200]);

    const [a, b] = [await seat('referrer'), await seat('expert')];
    const mark = { name: `Rescan: quality control of ${slide.name}` };
    await b.page.goto(`/cases/${caseId}`);
    await b.page.getByRole('button', mark).click();
    await expect(b.page.getByRole('dialog')).toContainText('This slide is to be scanned again, so only those who manage the case can open it.');
    await b.page.keyboard.press('Escape');
    await expect(b.page.getByRole('button', { name: 'Enter session', exact: true })).toBeDisabled();

    await a.page.goto(`/cases/${caseId}`);
    await a.page.getByRole('button', mark).click();
    const dialog = a.page.getByRole('dialog', { name: `Quality control of ${slide.name}` });
    await expect(dialog).toContainText(/\d+% of the tissue is out of focus; 50% at most can be accepted\./);
    await expect(dialog.getByRole('img', { name: /^Focus map of .*Much out of focus: .*right/ })).toBeVisible();
    await expect(dialog).toContainText(`Please scan slide “${slide.name}”`);
    await dialog.getByRole('button', { name: 'Accept anyway' }).click();
    await expect(dialog).toContainText('Write why.');
    expect(await statusesFor('expert')).toEqual([404, 404]);
    await dialog.getByRole('textbox').fill(WHY);
    await dialog.getByRole('button', { name: 'Accept anyway' }).click();
    await expect(dialog).toContainText(`${house.referrer.me.displayName} accepted it`);
    await expect(dialog).toContainText(WHY);
    await expect(dialog).toContainText(/\d+% of the tissue is out of focus/);

    const { quality, verdict } = (await (await house.expert.api.get(detail)).json()) as SlideDetail;
    expect(verdict).toBe('accepted');
    expect(quality).toMatchObject({ report: { verdict: 'rejected', reasons: [{ code: 'out-of-focus', severity: 'rejection' }] }, overrules: [{ verdict: 'accepted', reason: WHY, personId: house.referrer.me.id }] });
    expect(await statusesFor('expert')).toEqual([200, 200]);
    await b.page.getByRole('button', { name: 'Enter session', exact: true }).click();
    await b.isSharp();
    expect([...a.complaints, ...b.complaints]).toEqual([]);
  });
});
