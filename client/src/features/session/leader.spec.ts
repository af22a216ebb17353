import { leaderOf } from './leader';
import { peerOf } from './testing/peers';

const you = 'you';
const presenter = { kind: 'presenter' } as const;
const peer = (peerId: string) => ({ kind: 'peer', peerId }) as const;
/** Peers by whom they follow, `you` among them. */
const roomOf = (following: Record<string, string | null>, presenterId: string | null = null) => ({
  you, presenterId, peers: [peerOf(you), ...Object.entries(following).map(([peerId, whom]) => peerOf(peerId, { following: whom }))],
});

describe('leaderOf', () => {
  it.each([
    ['the presenter by default', presenter, roomOf({ ann: null, ben: null }, 'ben'), 'ben'],
    ['nobody where nobody presents', presenter, roomOf({ ann: null }), undefined],
    ['nobody while presenting oneself', presenter, roomOf({ ann: null }, you), undefined],
    ['nobody when looking around, whoever presents', { kind: 'nobody' } as const, roomOf({ ann: null }, 'ann'), undefined],
    ['one chosen peer, whoever presents', peer('ann'), roomOf({ ann: null, ben: null }, 'ben'), 'ann'],
    ['nobody when the chosen one is gone', peer('ann'), roomOf({ ben: null }, 'ben'), undefined],
    ['the head of a chain', peer('ann'), roomOf({ ann: 'ben', ben: 'cleo', cleo: null }), 'cleo'],
    ['the last of a chain whose head is gone', peer('ann'), roomOf({ ann: 'ben', ben: 'gone' }), 'ben'],
    ['S16: nobody along a chain that comes back to oneself', peer('ann'), roomOf({ ann: 'ben', ben: you }), undefined],
    ['S16: nobody along a ring of others', peer('ann'), roomOf({ ann: 'ben', ben: 'cleo', cleo: 'ben' }), undefined],
    ['S16: nobody behind a peer who follows itself', peer('ann'), roomOf({ ann: 'ann' }), undefined],
  ])('is %s', (_, choice, room, leader) => {
    expect(leaderOf(choice, room)?.peerId).toBe(leader);
  });

  it('S7: stays with a peer who is away: they may be back in a moment', () => {
    const ann = peerOf('ann', { state: 'away' });
    expect(leaderOf(presenter, { you, peers: [peerOf(you), ann], presenterId: 'ann' })).toBe(ann);
  });
});
