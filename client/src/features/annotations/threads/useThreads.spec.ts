import { addAnnotation, addComment, type Comment, listComments } from '@parfocal/shared/annotation';
import { shallowRef } from 'vue';
import * as Y from 'yjs';
import { createId } from '@/lib';
import { inScope } from '@/lib/testing/in-scope';
import { ANA, annotationOf, BEN, idOf } from '../testing/annotation-of';
import { type Threads, useThreads } from './useThreads';

describe('useThreads', () => {
  let layers: Y.Doc[];
  let called: unknown[];
  let mayWrite: boolean;
  let threads: Threads;
  let stop: () => void;
  let clock: number;

  const start = (): void => {
    ({ result: threads, stop } = inScope(() =>
      useThreads({ docs: shallowRef(layers), personId: ANA, mayWrite: () => mayWrite, onCall: (...call) => called.push(call), now: () => clock++ }),
    ));
  };
  const fromBen = (words: Partial<Comment> = {}): void =>
    addComment(layers[0]!, { id: createId(), annotation: idOf(1), author: BEN, createdAt: clock++, kind: 'remark', text: 'look', mentions: [], ...words }, 'net');
  const thread = (n = 1) => threads.threads.value.get(idOf(n));

  beforeEach(() => {
    localStorage.clear();
    [called, mayWrite, clock] = [[], true, 1];
    layers = [new Y.Doc(), new Y.Doc()];
    addAnnotation(layers[0]!, annotationOf(1), 'net');
    addAnnotation(layers[1]!, annotationOf(2), 'net');
    start();
  });
  afterEach(() => stop());

  it('writes a comment where its annotation is, and calls whom it names', () => {
    threads.say(idOf(2), 'what of this, @Ben?', [BEN]);
    threads.say(idOf(2), '  ', [BEN]);
    expect(layers.map((doc) => listComments(doc).length)).toEqual([0, 1]);
    expect(listComments(layers[1]!)[0]).toMatchObject({ annotation: idOf(2), author: ANA, kind: 'remark', text: 'what of this, @Ben?', mentions: [BEN] });
    expect(called).toEqual([[idOf(2), [BEN]]]);
  });

  it('D2: writes nothing where it may not', () => {
    mayWrite = false;
    threads.say(idOf(1), 'no', []);
    threads.settle(idOf(1), 'resolve');
    expect(listComments(layers[0]!)).toEqual([]);
  });

  it('is settled by the newest word on it, whoever says it', () => {
    fromBen();
    threads.settle(idOf(1), 'resolve');
    expect(thread()?.isResolved).toBe(true);
    fromBen({ kind: 'reopen', text: '' });
    expect(thread()?.isResolved).toBe(false);
  });

  it('counts what others said since one looked, also after a reload; one’s own is never new', () => {
    fromBen();
    fromBen();
    threads.say(idOf(1), 'mine', []);
    expect([thread()?.unread, thread()?.comments.length]).toEqual([2, 3]);
    threads.markRead(idOf(1));
    expect(thread()?.unread).toBe(0);
    stop();
    start();
    fromBen({ createdAt: 0 });
    expect(thread()?.unread).toBe(1);
  });

  it('takes a comment back for everyone', () => {
    threads.say(idOf(1), 'oops', []);
    threads.takeBack(thread()!.comments[0]!);
    expect([thread(), listComments(layers[0]!)]).toEqual([undefined, []]);
  });

  it('listens no more when it is over', () => {
    stop();
    fromBen();
    expect(thread()).toBeUndefined();
  });
});
