import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import { Logger } from '@nestjs/common';
import { DomainError } from './domain-error.js';
import { WireErrorFilter } from './wire-error.filter.js';

/** What a gateway's handler was called with: the socket, the message, the way to answer if the sender waits for one, the event. */
function caught(error: unknown, answer?: (reply: object) => void): unknown[] {
  const emitted: unknown[] = [];
  const socket = { emit: (...said: unknown[]) => emitted.push(said) };
  new WireErrorFilter().catch(error, new ExecutionContextHost([socket, {}, ...(answer ? [answer] : []), 'slide:show']));
  return emitted;
}

describe('WireErrorFilter', () => {
  const logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  beforeEach(() => logged.mockClear());
  afterAll(() => logged.mockRestore());

  it('S18: answers who waits for an answer, and says nothing else', () => {
    const answer = jest.fn();
    expect(caught(new DomainError('presenter.stale', 'x'), answer)).toEqual([]);
    expect(answer.mock.calls).toEqual([[{ ok: false, code: 'presenter.stale' }]]);
    expect(logged).not.toHaveBeenCalled();
  });

  it('S18: says refused to who waits for none', () => {
    expect(caught(new DomainError('rate-limited', 'x'))).toEqual([['refused', { event: 'slide:show', code: 'rate-limited' }]]);
  });

  it('tells the log, and nobody else, about what nobody foresaw', () => {
    expect(caught(new TypeError('secret is not a function'))).toEqual([['refused', { event: 'slide:show', code: 'internal' }]]);
    expect(logged).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['the database is gone', new Error('Connection terminated unexpectedly'), 'unavailable'],
    ['the disk is full', Object.assign(new Error('x'), { code: 'ENOSPC' }), 'storage.full'],
  ])('tells the log that %s: whoever can mend it reads it there', (_what, error, code) => {
    expect(caught(error)).toEqual([['refused', { event: 'slide:show', code }]]);
    expect(logged).toHaveBeenCalledTimes(1);
  });
});
