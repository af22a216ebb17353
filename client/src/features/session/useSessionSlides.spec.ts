import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { flushPromises } from '@vue/test-utils';
import { inScope } from '@/lib/testing/in-scope';
import { FakeSessionSocket } from '@/wire/testing/fake-session-socket';
import { peerOf, welcomeOf } from './testing/peers';
import { useSession } from './useSession';
import { useSessionSlides } from './useSessionSlides';

describe('useSessionSlides', () => {
  const { fetch } = globalThis;
  const caseId = randomUUID();
  let role: string;
  let asked: string[];
  let socket: FakeSessionSocket;
  let stop: () => void;
  let record: ReturnType<typeof useSessionSlides>['record'];

  const welcome = async (): Promise<void> => {
    socket.tell('session:welcome', { ...welcomeOf('you', [peerOf('you', { slideId: undefined })]), caseId });
    await flushPromises();
  };

  beforeEach(async () => {
    role = 'expert';
    asked = [];
    globalThis.fetch = jest.fn(async (path: string) => {
      asked.push(path);
      return { ok: true, status: 200, json: async () => ({ id: caseId, accession: 'C-1', title: 'Skin', question: '', createdAt: 1, role, slides: [], members: [], session: null }) };
    }) as unknown as typeof fetch;
    socket = new FakeSessionSocket();
    ({ result: { record }, stop } = inScope(() => {
      const session = useSession({ socket: socket.asSocket });
      return useSessionSlides({ socket: socket.asSocket, session });
    }));
    await welcome();
  });
  afterEach(() => {
    stop();
    globalThis.fetch = fetch;
  });

  it('asks for the case once when the session begins', () => {
    expect(asked).toEqual([`/api/cases/${caseId}`]);
    expect(record.value?.role).toBe('expert');
  });

  it('S29: knows a role that changed while the line was broken, of which nobody told', async () => {
    role = 'observer';
    await welcome();
    expect(record.value?.role).toBe('observer');
  });

  it('leaves no listener behind', () => {
    stop();
    expect(socket.listenerCount).toBe(0);
  });
});
