import { ReadMarks } from './read-marks';

describe('what a person has read', () => {
  beforeEach(() => localStorage.clear());

  it('is kept for the next page, for each person apart', () => {
    expect([new ReadMarks('ana').set('a', 2), new ReadMarks('ana').set('a', 2)]).toEqual([true, false]);
    expect([new ReadMarks('ana').of('a'), new ReadMarks('ben').of('a')]).toEqual([2, 0]);
  });

  it('forgets what was read first when it becomes too much', () => {
    const marks = new ReadMarks('ana');
    for (let i = 0; i <= 2_000; i++) marks.set(`thread ${i}`, 1);
    expect([marks.of('thread 0'), marks.of('thread 1'), marks.of('thread 2000')]).toEqual([0, 1, 1]);
  });

  it.each(['{', '{"a":1}', '[["a","b"],[1,2],7]'])('takes nothing out of %p', (raw) => {
    localStorage.setItem('parfocal:threads-read:ana', raw);
    expect(new ReadMarks('ana').of('a')).toBe(0);
  });

  it('remembers as long as the page lives where the browser denies storage', () => {
    const denied = { getItem: () => null, setItem: () => { throw new DOMException('', 'QuotaExceededError'); } };
    const marks = new ReadMarks('ana', denied);
    marks.set('a', 3);
    expect(marks.of('a')).toBe(3);
  });
});
