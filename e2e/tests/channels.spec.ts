import { expect, test } from '../support/fixtures';
import { FLUORESCENCE } from '../support/fluorescence';
import { type Lamp, LampBench } from '../support/lamps';

const MIDDLE = Math.floor(FLUORESCENCE.planes / 2);

test.describe('channels', () => {
  test('are blended in their colours; put out, lit again, and stretched over another window', async ({ house, seat }) => {
    const a = await seat('referrer');
    const bench = await LampBench.open(house, a);
    const { lamps } = bench;
    expect(lamps.map(({ colour }) => colour)).toEqual(FLUORESCENCE.channels.map(({ colour }) => colour));
    await bench.expectBlended(MIDDLE, lamps);

    const but = (channel: number, to: Partial<Lamp>): Lamp[] => lamps.map((lamp, i) => (i === channel ? { ...lamp, ...to } : lamp));
    const fitc = bench.panel.getByRole('checkbox', { name: 'Show FITC' });
    await bench.inPanel(() => fitc.uncheck());
    await bench.expectBlended(MIDDLE, but(1, { on: false }));
    await expect(a.page.getByRole('button', { name: 'Adjusted' })).toBeVisible();
    await bench.inPanel(() => fitc.check());
    await bench.expectBlended(MIDDLE, lamps);

    const low = bench.panel.getByRole('slider', { name: 'DAPI: black at' });
    const raised = await bench.inPanel(async () => {
      for (let i = 0; i < 3; i++) await low.press('Shift+ArrowRight');
      return Number(await low.getAttribute('aria-valuenow'));
    });
    expect(raised).toBeGreaterThan(lamps[0]!.low);
    await bench.expectBlended(MIDDLE, but(0, { low: raised }));

    await bench.inPanel(() => bench.panel.getByLabel('Colour of Cy5').fill('#ffff00'));
    await bench.expectBlended(MIDDLE, but(0, { low: raised }).map((lamp, i) => (i === 2 ? { ...lamp, colour: '#ffff00' } : lamp)));

    await bench.inPanel(() => bench.panel.getByRole('button', { name: 'As scanned' }).click());
    await bench.expectBlended(MIDDLE, lamps);
    bench.leave();
    expect(a.complaints).toEqual([]);
  });
});
