import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { nextTick } from 'vue';
import { peerOf, welcomeOf } from './testing/peers';
import { type RoomView, useRoomLook } from './useRoomLook';
import { useSession } from './useSession';

const [you, ann, ben] = [peerOf('you'), peerOf('ann', { following: 'you' }), peerOf('ben')];

describe('useRoomLook', () => {
  let socket: FakeSessionSocket;
  let room: RoomView;
  let stop: () => void;

  beforeEach(() => {
    socket = new FakeSessionSocket();
    ({ result: room, stop } = inScope(() => useRoomLook({ socket: socket.asSocket, session: useSession({ socket: socket.asSocket }) })));
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', [you, ann, ben], { peerId: 'you', epoch: 3 }));
  });
  afterEach(() => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });

  const names = (peers: readonly { name: string }[]): string[] => peers.map(({ name }) => name);

  it('S21: counts as with the presenter who follows them and shows the newest revision', () => {
    expect([names(room.attendance.value.there), names(room.attendance.value.missing)]).toEqual([['ANN'], ['BEN']]);
    socket.tell('room:behind', { revision: 1, peerIds: ['ann'] });
    expect(names(room.attendance.value.missing)).toEqual(['ANN', 'BEN']);
  });

  it('S20: names the presenter’s epoch with what it shows, and takes what is shown whole', async () => {
    socket.tell('room:look', { revision: 7, look: null });
    expect(room.state.value).toEqual({ revision: 7, look: null });
    await room.gather(true);
    expect(socket.asked).toEqual([['room:gather', { epoch: 3, isForced: true }]]);
  });

  it('S23: keeps an invitation until it is answered or somebody else presents', async () => {
    socket.tell('room:gathered', { peerId: 'ann', isForced: false });
    expect(room.invitation.value).toEqual({ peerId: 'ann', isForced: false });
    room.dismiss();
    expect(room.invitation.value).toBeUndefined();
    socket.tell('room:gathered', { peerId: 'ann', isForced: false });
    socket.tell('session:roster', { peers: [you, ann, ben], presenting: { peerId: 'ben', epoch: 4 } });
    await nextTick();
    expect(room.invitation.value).toBeUndefined();
  });
});
