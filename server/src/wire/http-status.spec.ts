import { BadRequestException, NotFoundException, ServiceUnavailableException } from '@nestjs/common';
import { ERROR_CODES } from '@parfocal/shared/protocol';
import { DomainError } from './domain-error.js';
import { codeOf, statusOf } from './http-status.js';

const thrown = (properties: object): Error => Object.assign(new Error('x'), properties);

describe('codeOf', () => {
  it.each([
    ['a refusal of ours', new DomainError('presenter.stale', 'x'), 'presenter.stale'],
    ['a route that does not exist', new NotFoundException(), 'not-found'],
    ['a body that Nest refuses', new BadRequestException(), 'body.malformed'],
    ['a server that is not well', new ServiceUnavailableException(), 'unavailable'],
    ['a body that Fastify finds too large', thrown({ statusCode: 413, code: 'FST_ERR_CTP_BODY_TOO_LARGE' }), 'body.too-large'],
    ['JSON that Fastify cannot read', thrown({ statusCode: 400 }), 'body.malformed'],
    ['a media type that nobody takes', thrown({ statusCode: 415 }), 'body.malformed'],
    ['a full disk, told by the system', thrown({ code: 'ENOSPC' }), 'storage.full'],
    ['a used-up quota', thrown({ code: 'EDQUOT' }), 'storage.full'],
    ['a full disk, told by SQLite', thrown({ driverError: thrown({ code: 'SQLITE_FULL' }) }), 'storage.full'],
    ['a full disk, told by PostgreSQL', thrown({ driverError: thrown({ code: '53100' }) }), 'storage.full'],
    ['a database that refuses', thrown({ code: 'ECONNREFUSED' }), 'unavailable'],
    ['a database that shuts down', thrown({ driverError: thrown({ code: '57P01' }) }), 'unavailable'],
    ['a connection that broke', thrown({ driverError: thrown({ code: '08006' }) }), 'unavailable'],
    ['a database whose name no longer leads anywhere', thrown({ code: 'ENOTFOUND' }), 'unavailable'],
    ['a network that leads nowhere', thrown({ code: 'EHOSTUNREACH' }), 'unavailable'],
    ['a pipe that broke', thrown({ driverError: thrown({ code: 'EPIPE' }) }), 'unavailable'],
    ['a database that lets nobody in for now', thrown({ driverError: thrown({ code: '55000' }) }), 'unavailable'],
    ['a database with no connection left', thrown({ driverError: thrown({ code: '53300' }) }), 'unavailable'],
    ['what pg says when the line was cut', new Error('Connection terminated unexpectedly'), 'unavailable'],
    ['what pg says when nobody answered', new Error('timeout exceeded when trying to connect'), 'unavailable'],
    ['an embedded database whose disk fails', thrown({ driverError: thrown({ code: 'SQLITE_IOERR' }) }), 'unavailable'],
    ['an embedded database on a disk that became read-only', thrown({ driverError: thrown({ code: 'SQLITE_READONLY' }) }), 'unavailable'],
    ['an embedded database whose folder is gone', thrown({ driverError: thrown({ code: 'SQLITE_CANTOPEN' }) }), 'unavailable'],
    ['what nobody foresaw', new TypeError('x is not a function'), 'internal'],
    ['a constraint that was broken', thrown({ driverError: thrown({ code: '23505' }) }), 'internal'],
    ['an error of the server’s own in Fastify', thrown({ statusCode: 500 }), 'internal'],
    ['nothing', undefined, 'internal'],
    ['null', null, 'internal'],
    ['a string', 'oops', 'internal'],
  ])('knows %s', (_what, error, code) => expect(codeOf(error)).toBe(code));
});

describe('statusOf', () => {
  it('is a status of HTTP for every code, and 500 only for what nobody foresaw', () => {
    const statuses = ERROR_CODES.map((code) => [code, statusOf(code)] as const);
    expect(statuses.filter(([, status]) => !(status >= 400 && status <= 599))).toEqual([]);
    expect(statuses.filter(([, status]) => status === 500)).toEqual([['internal', 500]]);
  });

  it.each([['login.required', 401], ['not-found', 404], ['body.malformed', 400], ['body.too-large', 413], ['login.throttled', 429], ['storage.full', 507], ['slide.not-a-slide', 422]] as const)(
    'of %s is %i',
    (code, status) => expect(statusOf(code)).toBe(status),
  );
});
