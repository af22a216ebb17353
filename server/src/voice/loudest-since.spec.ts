import { LoudestSince } from './loudest-since.js';

describe('V20: how loud somebody was', () => {
  it('is told though it was over before anyone asked, and once', () => {
    const level = new LoudestSince();
    for (const heard of [-40, -12, -30, null]) level.hear(heard);
    expect(level.take()).toBe(-12);
    expect(level.take()).toBeNull();
  });

  it('goes on being told while it goes on', () => {
    const level = new LoudestSince();
    level.hear(-12);
    level.hear(-30);
    expect(level.take()).toBe(-12);
    expect(level.take()).toBe(-30);
    level.hear(null);
    expect(level.take()).toBe(-30);
    expect(level.take()).toBeNull();
  });
});
