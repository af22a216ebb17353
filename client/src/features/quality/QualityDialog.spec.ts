import { jest } from '@jest/globals';
import type { SlideQuality, SlideSummary } from '@parfocal/shared/api';
import { flushPromises, mount } from '@vue/test-utils';
import { createPinia, setActivePinia } from 'pinia';
import { nextTick } from 'vue';
import { errorText, t } from '@/i18n';
import QualityDialog from './QualityDialog.vue';
import { CASE_ID, detailOf, PERSON_ID, REPORT, summaryOf } from './testing/quality';

const ask = jest.fn<typeof fetch>();
const answer = (body: unknown, status = 200): void => {
  ask.mockResolvedValueOnce({ ok: status < 400, status, json: () => Promise.resolve(body) } as Response);
};
const decisionOf = (verdict: 'accepted' | 'rejected', reason = 'It is fat.') => ({ verdict, reason, personId: PERSON_ID, personName: 'Ana', at: 1_790_000_000_000 });
const found = (...overrules: SlideQuality['overrules']): SlideQuality => ({ report: REPORT, overrules });
const words = (): string => document.body.textContent ?? '';
const button = (name: string): HTMLButtonElement | undefined => [...document.querySelectorAll<HTMLButtonElement>('button')].find(({ textContent }) => textContent?.trim() === name);
/** Vue ignores a click in the very millisecond in which the button came to be. */
async function press(name: string): Promise<void> {
  for (const shown = Date.now(); Date.now() === shown; ) await nextTick();
  button(name)!.click();
  await flushPromises();
}
const area = (): HTMLTextAreaElement | null => document.querySelector('textarea');

describe('QualityDialog', () => {
  const open = async ({ slide = summaryOf(), manages = true }: { slide?: SlideSummary; manages?: boolean } = {}) => {
    const wrapper = mount(QualityDialog, { props: { open: true, slide, caseId: CASE_ID, accession: 'C-2026-0417', manages }, attachTo: document.body });
    await flushPromises();
    return wrapper;
  };
  const write = async (reason: string): Promise<void> => {
    area()!.value = reason;
    area()!.dispatchEvent(new Event('input'));
    await nextTick();
  };

  beforeAll(() => {
    // jsdom draws nothing; what is drawn has its own test.
    jest.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  });
  beforeEach(() => {
    setActivePinia(createPinia());
    globalThis.fetch = ask;
    ask.mockReset();
  });
  afterEach(() => document.body.replaceChildren());

  it('says verdict, reasons with their figures, and where it is blurred', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    expect(words()).toContain(t('quality.verdict.rejected'));
    expect(words()).toContain('62%');
    expect(words()).toContain(t('quality.map.places.topRight'));
    expect(document.querySelector('[role="img"][aria-label*="A1 · H&E"]')).not.toBeNull();
    wrapper.unmount();
  });

  it('does not call a slide sharp whose focus could not be judged', async () => {
    answer(detailOf({ report: { ...REPORT, verdict: 'accepted', reasons: [], blurredShare: 0, focus: { columns: 2, rows: 1, cells: '.?' } }, overrules: [] }));
    const wrapper = await open();
    expect(words()).toContain(t('quality.map.unjudged'));
    expect(words()).not.toContain('0%');
    wrapper.unmount();
  });

  it('keeps a rescan request ready, with slide and case', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    expect(document.querySelector('blockquote')?.textContent).toMatch(/A1 · H&E.*C-2026-0417.*62%/);
    wrapper.unmount();
  });

  it('takes no decision without a reason, and says so at the field', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    await write('   ');
    await press(t('quality.accept'));
    expect(ask).toHaveBeenCalledTimes(1);
    expect(words()).toContain(t('quality.reasonMissing'));
    expect(document.activeElement).toBe(area());
    wrapper.unmount();
  });

  it('sends the decision, shows it beside the measurement, and tells the page', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    await write('It is fat.');
    answer(found(decisionOf('accepted')), 201);
    await press(t('quality.accept'));
    expect(ask.mock.calls[1]![0]).toBe(`/api/cases/${CASE_ID}/slides/${summaryOf().id}/quality`);
    expect(ask.mock.calls[1]![1]).toMatchObject({ method: 'POST', body: JSON.stringify({ verdict: 'accepted', reason: 'It is fat.' }) });
    expect(wrapper.emitted('decided')).toHaveLength(1);
    expect(document.activeElement?.textContent).toContain(t('quality.verdict.accepted'));
    expect(words()).toContain(t('quality.decided.accepted', { name: 'Ana' }));
    expect(words()).toContain('62%');
    expect([button(t('quality.accept')), Boolean(button(t('quality.askRescan'))), area()!.value]).toEqual([undefined, true, '']);
    wrapper.unmount();
  });

  it('keeps what was written where the decision is refused', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    await write('It is fat.');
    answer({ code: 'forbidden', correlationId: 'r' }, 403);
    await press(t('quality.accept'));
    expect(words()).toContain(errorText('forbidden'));
    expect([area()!.value, wrapper.emitted('decided')]).toEqual(['It is fat.', undefined]);
    wrapper.unmount();
  });

  it('shows the newest decision first', async () => {
    answer(detailOf(found(decisionOf('accepted', 'first'), { ...decisionOf('rejected', 'second'), at: 1_790_000_100_000 })));
    const wrapper = await open();
    expect([...document.querySelectorAll('.reason')].map(({ textContent }) => textContent)).toEqual(['second', 'first']);
    wrapper.unmount();
  });

  it('lets others see what was found of a slide that is read with care, and decide nothing', async () => {
    answer(detailOf({ report: { ...REPORT, verdict: 'warned' }, overrules: [] }));
    const wrapper = await open({ slide: summaryOf({ verdict: 'warned' }), manages: false });
    expect(words()).toContain('62%');
    expect([area(), button(t('quality.accept')), button(t('quality.askRescan'))]).toEqual([null, undefined, undefined]);
    wrapper.unmount();
  });

  it('tells others of a rejected slide that it is withheld, instead of an error', async () => {
    answer({ code: 'not-found', correlationId: 'r' }, 404);
    const wrapper = await open({ manages: false });
    expect(words()).toContain(t('quality.withheld'));
    expect(words()).not.toContain(errorText('not-found'));
    wrapper.unmount();
  });

  it('says why nothing can be shown, and tries again', async () => {
    answer({ code: 'unavailable', correlationId: 'r' }, 503);
    const wrapper = await open();
    expect(words()).toContain(errorText('unavailable'));
    answer(detailOf(found()));
    await press(t('app.retry'));
    expect(words()).toContain('62%');
    wrapper.unmount();
  });

  it('selects the request where the browser will not copy', async () => {
    answer(detailOf(found()));
    const wrapper = await open();
    await press(t('quality.rescan.copy'));
    expect(getSelection()?.toString()).toContain('C-2026-0417');
    wrapper.unmount();
  });
});
