import { formatShare, reasonWords, rescanWords } from './quality-words';
import { PERSON_ID, REPORT } from './testing/quality';

describe('quality in words', () => {
  it('says small shares as they are', () => {
    expect([formatShare(0.00021, 'en'), formatShare(0.62, 'en'), formatShare(0, 'en'), formatShare(1, 'en')]).toEqual(['0.021%', '62%', '0%', '100%']);
  });

  it('says what was measured and the limit in the unit of the reason', () => {
    expect(reasonWords({ code: 'out-of-focus', severity: 'rejection', measured: 0.62, limit: 0.5 }, 'en')).toMatch(/62%.*50%/);
    expect(reasonWords({ code: 'resolution-too-low', severity: 'warning', measured: 0.998, limit: 0.55 }, 'en')).toMatch(/0\.998 µm\/px.*0\.55 µm\/px/);
    expect(reasonWords({ code: 'tiles-unreadable', severity: 'rejection', measured: 1234, limit: 50 }, 'en')).toMatch(/1,234.*50/);
  });

  it('asks for a rescan with slide, case and reasons, a person’s own first', () => {
    const decision = { verdict: 'rejected' as const, reason: 'The margin is missing.', personId: PERSON_ID, personName: 'Ana', at: 1 };
    const asked = { slide: 'A1 · H&E', accession: 'C-1', quality: { report: REPORT, overrules: [decision] } };
    expect(rescanWords(asked, 'en')).toMatch(/“A1 · H&E”.*C-1.*The margin is missing\. 62%/);
    expect(rescanWords({ ...asked, quality: { report: REPORT, overrules: [] } }, 'en')).not.toContain('margin');
  });
});
