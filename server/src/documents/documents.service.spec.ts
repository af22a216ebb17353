import { randomUUID } from 'node:crypto';
import type { DocumentName } from '@parfocal/shared/protocol';
import type { Slides } from '../slides/index.js';
import type { DocumentLog } from './document-log.service.js';
import type { DocumentTick } from './document-tick.service.js';
import { Documents } from './documents.service.js';
import { NOTHING, TestPeer } from './testing/documents-doubles.js';

const IDLE_MS = 30_000;

describe('the documents in memory', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('D13: keeps one that somebody came to, drew in and left while its snapshot was made, until that is stored', async () => {
    const load = jest.fn(() => Promise.resolve({ ...NOTHING, seq: 1 }));
    let compacted: () => void = () => undefined;
    const tick = { wake: () => undefined, compact: () => new Promise<void>((done) => (compacted = done)) } as unknown as DocumentTick;
    const slides = { find: () => Promise.resolve({ image: { widthPx: 4096, heightPx: 4096 } }) } as unknown as Slides;
    const documents = new Documents({ load } as unknown as DocumentLog, tick, slides);
    const name: DocumentName = { caseId: randomUUID(), slideId: randomUUID(), layer: 'case' };

    documents.release(await documents.open(name));
    await jest.advanceTimersByTimeAsync(IDLE_MS);
    const document = await documents.open(name);
    const peer = new TestPeer(tick, document);
    peer.send(peer.author.draw().update);
    documents.release(document);
    compacted();
    await jest.advanceTimersByTimeAsync(0);

    expect(await documents.open(name)).toBe(document);
    expect(load).toHaveBeenCalledTimes(1);
  });
});
