/** A test run that counts wrongly is worse than none: it is believed. */
import { countJest } from './jest.mjs';
import { countPlaywright } from './playwright.mjs';
import { Total, oneCheck, tally } from './tally.mjs';

const jestReport = (counts) => ({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, numRuntimeErrorTestSuites: 0, ...counts });
const playwrightReport = (stats, errors = []) => ({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

describe('counting', () => {
  it.each([
    ['tests that passed', { numPassedTests: 3, numPendingTests: 1, numTodoTests: 1 }, 0, tally(3, 0, 2)],
    ['a test that failed', { numPassedTests: 3, numFailedTests: 1 }, 1, tally(3, 1)],
    ['a suite that could not be loaded', { numPassedTests: 3, numRuntimeErrorTestSuites: 1 }, 1, tally(3, 1)],
    ['a run in which nothing ran', {}, 0, tally(0, 1)],
    ['a run in which everything was skipped', { numPendingTests: 2 }, 0, tally(0, 1, 2)],
    ['a run that ended badly after its tests', { numPassedTests: 3 }, 1, tally(3, 1)],
  ])('Jest: %s', (_what, counts, code, expected) => {
    expect(countJest(jestReport(counts), code)).toEqual(expected);
  });

  it.each([
    ['tests that passed', { expected: 2, skipped: 1 }, [], 0, tally(2, 0, 1)],
    ['a test that failed', { expected: 2, unexpected: 1 }, [], 1, tally(2, 1)],
    ['a test that passed on a second try', { expected: 2, flaky: 1 }, [], 0, tally(2, 1)],
    ['a file that could not be loaded', { expected: 2 }, [{}], 1, tally(2, 1)],
    ['a run in which nothing ran', {}, [], 0, tally(0, 1)],
  ])('Playwright: %s', (_what, stats, errors, code, expected) => {
    expect(countPlaywright(playwrightReport(stats, errors), code)).toEqual(expected);
  });

  it('sums all steps in the last line', () => {
    const total = new Total();
    for (const counts of [oneCheck(true), tally(10, 0, 2), oneCheck(false)]) total.add(counts);
    expect(String(total)).toBe('11 passed, 1 failed, 2 skipped');
    expect(total.ok).toBe(false);
  });
});
