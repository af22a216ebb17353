import { nextTick } from 'vue';
import { useSession } from '@/features/session';
import { peerOf, welcomeOf } from '@/features/session/testing/peers';
import { t } from '@/i18n';
import { inScope } from '@/lib/testing/in-scope';
import { useToasts } from '@/ui';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { useFollowers } from './useFollowers';

const [you, ann] = [peerOf('you'), peerOf('ann')];
const fan = { ...ann, following: 'you' };

describe('useFollowers', () => {
  let socket: FakeSessionSocket;
  let stop: () => void;
  const { toasts, dismiss } = useToasts();

  const enter = async (peers: Parameters<typeof welcomeOf>[1], presenterId: string | null = null): Promise<void> => {
    socket.open();
    socket.tell('session:welcome', welcomeOf('you', peers, { peerId: presenterId, epoch: 1 }));
    await nextTick();
  };
  const roster = async (peers: Parameters<typeof welcomeOf>[1], presenterId: string | null = null): Promise<void> => {
    socket.tell('session:roster', { peers, presenting: { peerId: presenterId, epoch: 1 } });
    await nextTick();
  };
  const said = (): string[] => toasts.value.map(({ text }) => text);

  beforeEach(() => {
    socket = new FakeSessionSocket();
    ({ stop } = inScope(() => useFollowers({ session: useSession({ socket: socket.asSocket }) })));
  });
  afterEach(() => {
    stop();
    for (const { id } of toasts.value) dismiss(id);
  });

  it('S22: tells who begins to see what this person sees, with the way to refuse it', async () => {
    await enter([you, ann]);
    await roster([you, fan]);
    expect(said()).toEqual([t('session.followsYou', { name: 'ANN' })]);
    toasts.value[0]!.action!.run();
    expect(socket.asked.at(-1)).toEqual(['follow:allow', { isAllowed: false }]);
  });

  it('says nothing of those who followed before, and nothing to a presenter', async () => {
    await enter([you, fan]);
    await roster([you, ann], 'you');
    await roster([you, fan], 'you');
    expect(said()).toEqual([]);
  });
});
