import { type CaseSummary } from '@parfocal/shared/api';
import { mount } from '@vue/test-utils';
import CaseTable from './CaseTable.vue';

const caseNamed = (accession: string): CaseSummary => ({
  id: crypto.randomUUID(), accession, title: 'Skin', question: '', createdAt: 0, role: 'referrer', slides: [], members: [], session: null,
});
const cases = ['C-1', 'C-2', 'C-3'].map(caseNamed);
const idOf = (at: number): string => cases[at]?.id ?? '';
const table = (chosen: string | undefined) => mount(CaseTable, { props: { cases, chosen, now: 0 }, attachTo: document.body });

describe('CaseTable', () => {
  afterEach(() => document.body.replaceChildren());

  it.each([
    ['ArrowDown', 1, 2],
    ['ArrowDown', 2, 2],
    ['ArrowUp', 1, 0],
    ['ArrowUp', 0, 0],
    ['Home', 2, 0],
    ['End', 0, 2],
  ])('%s goes from row %d to row %d, and the focus with it', async (key, from, to) => {
    const list = table(idOf(from));
    await list.get(`[data-case="${idOf(from)}"]`).trigger('keydown', { key });
    expect(list.emitted('choose')).toEqual([[idOf(to)]]);
    expect(document.activeElement?.getAttribute('data-case')).toBe(idOf(to));
  });

  it('opens a case by Enter', async () => {
    const list = table(idOf(0));
    await list.get(`[data-case="${idOf(0)}"]`).trigger('keydown', { key: 'Enter' });
    expect(list.emitted('enter')).toEqual([[idOf(0)]]);
  });

  it('is one stop of the Tab key: the chosen row, or the first where the chosen one is filtered away', () => {
    const stops = (chosen: string | undefined): string[] => table(chosen).findAll('[data-case][tabindex="0"]').map((row) => row.text());
    expect(stops(idOf(1))).toEqual(['C-2Skin']);
    expect(stops(crypto.randomUUID())).toEqual(['C-1Skin']);
    expect(stops(undefined)).toEqual(['C-1Skin']);
  });
});
