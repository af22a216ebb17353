import { CHAT_OBSERVERS } from '@parfocal/shared/protocol';
import { ChatMutes } from './chat-mutes.js';

const host = { personId: 'ann', role: 'host' } as const;
const eva = { personId: 'eva', role: 'participant' } as const;
const oz = { personId: 'oz', role: 'observer' } as const;

describe('ChatMutes', () => {
  let mutes: ChatMutes;
  const may = (): boolean[] => [host, eva, oz].map((one) => mutes.mayWrite('s', one));

  beforeEach(() => (mutes = new ChatMutes()));

  it('C8: keeps one person from writing, for a reason, until a host lets them again', () => {
    mutes.set('s', host, 'eva', 'off-topic');
    expect(may()).toEqual([true, false, true]);
    expect(mutes.toldTo('s', eva)).toEqual([{ whom: 'eva', by: 'ann', reason: 'off-topic' }]);
    expect(mutes.mayWrite('other', eva)).toBe(true);
    mutes.set('s', host, 'eva', null);
    expect(may()).toEqual([true, true, true]);
  });

  it('C8: closes the chat for those who only watch, as long as they only watch', () => {
    mutes.set('s', host, CHAT_OBSERVERS, 'host');
    expect(may()).toEqual([true, true, false]);
    expect(mutes.mayWrite('s', { ...oz, role: 'participant' })).toBe(true);
    expect(mutes.mayWrite('s', { ...eva, role: 'observer' })).toBe(false);
  });

  it('C8: tells a host of all, and others of what concerns them; a host is never kept from writing', () => {
    mutes.set('s', host, CHAT_OBSERVERS, 'host');
    mutes.set('s', host, 'eva', 'patient');
    expect([host, eva, oz].map((one) => mutes.toldTo('s', one).map(({ whom }) => whom))).toEqual([[CHAT_OBSERVERS, 'eva'], ['eva'], [CHAT_OBSERVERS]]);
    expect(mutes.mayWrite('s', { ...eva, role: 'host' })).toBe(true);
  });

  it('C8: is for hosts alone', () => {
    for (const by of [eva, oz]) expect(() => mutes.set('s', by, 'ann', 'host')).toThrow(expect.objectContaining({ code: 'forbidden' }));
    expect(may()).toEqual([true, true, true]);
  });
});
