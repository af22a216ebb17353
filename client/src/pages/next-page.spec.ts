import { nextPage } from './next-page';

describe('nextPage', () => {
  it.each([
    ['/s/1?slide=2', '/s/1?slide=2'],
    ['//elsewhere.example', '/cases'],
    ['/\\elsewhere.example', '/cases'],
    ['https://elsewhere.example', '/cases'],
    ['/login?next=/login', '/cases'],
    [undefined, '/cases'],
    [['/a', '/b'], '/cases'],
  ])('%s', (wanted, goes) => {
    expect(nextPage(wanted)).toBe(goes);
  });
});
