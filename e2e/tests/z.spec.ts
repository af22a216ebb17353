import { expect, test } from '../support/fixtures';
import { LampBench } from '../support/lamps';

test.describe('focal planes', () => {
  test('the middle one is shown first; keys, slider and Shift with the wheel show the others', async ({ house, seat }) => {
    const a = await seat('referrer');
    const bench = await LampBench.open(house, a);
    const slider = bench.planes.getByRole('slider', { name: 'Focal plane' });
    const expectPlane = async (plane: number, said: string): Promise<void> => {
      await expect(bench.planes).toContainText(`${plane + 1}/3`);
      await expect(slider).toHaveAttribute('aria-valuetext', said);
      await bench.expectBlended(plane, bench.lamps);
    };
    await expectPlane(1, 'Plane 2 of 3, 0 µm');
    await a.page.keyboard.press('.');
    await expectPlane(2, 'Plane 3 of 3, +2 µm');
    await expect(bench.planes.getByRole('button', { name: 'Next plane up' })).toBeDisabled();
    await a.page.keyboard.press(',');
    await a.page.keyboard.press(',');
    await expectPlane(0, 'Plane 1 of 3, -2 µm');
    await slider.press('End');
    await expectPlane(2, 'Plane 3 of 3, +2 µm');
    const { x, y } = await a.at(0.5, 0.4);
    await a.page.mouse.move(x, y);
    await a.page.keyboard.down('Shift');
    await a.page.mouse.wheel(0, 120);
    await a.page.keyboard.up('Shift');
    await expectPlane(1, 'Plane 2 of 3, 0 µm');
    bench.leave();
    expect(a.complaints).toEqual([]);
  });
});
