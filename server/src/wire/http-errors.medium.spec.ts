import { Controller, Get, Logger, Module, Post, ServiceUnavailableException } from '@nestjs/common';
import { APP_FILTER, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ErrorBody } from '@parfocal/shared/api';
import { DomainError } from './domain-error.js';
import { HttpErrorFilter } from './http-error.filter.js';

const SECRET = 'postgres://root:hunter2@db';

@Controller()
class Failing {
  @Get('refused')
  refused(): never {
    throw new DomainError('slide.not-a-slide', SECRET);
  }

  @Get('broken')
  broken(): never {
    throw new TypeError(SECRET);
  }

  @Get('odd')
  odd(): never {
    throw SECRET as unknown as Error;
  }

  @Get('full')
  full(): never {
    throw Object.assign(new Error(SECRET), { code: 'ENOSPC' });
  }

  @Get('gone')
  gone(): never {
    throw Object.assign(new Error(SECRET), { code: 'ECONNREFUSED' });
  }

  @Get('health')
  health(): never {
    throw new ServiceUnavailableException({ status: 'failing', database: 'down' });
  }

  @Post('body')
  body(): string {
    return 'taken';
  }
}

@Module({ controllers: [Failing], providers: [{ provide: APP_FILTER, useClass: HttpErrorFilter }] })
class FailingModule {}

describe('errors over HTTP', () => {
  let app: NestFastifyApplication;
  let url: string;
  let logged: jest.SpyInstance;

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(FailingModule, new FastifyAdapter({ bodyLimit: 1000 }), { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    logged = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
  });
  beforeEach(() => logged.mockClear());
  afterAll(async () => {
    logged.mockRestore();
    await app.close();
  });

  const get = async (path: string, init?: RequestInit): Promise<[number, string]> => {
    const answer = await fetch(`${url}${path}`, init);
    const body = await answer.text();
    expect(body).not.toContain(SECRET);
    return [answer.status, ErrorBody.parse(JSON.parse(body)).code];
  };

  it.each([
    ['/refused', 422, 'slide.not-a-slide'],
    ['/broken', 500, 'internal'],
    ['/odd', 500, 'internal'],
    ['/full', 507, 'storage.full'],
    ['/gone', 503, 'unavailable'],
    ['/nowhere', 404, 'not-found'],
  ])('%s is %i with its code, and without what was meant for the log', async (path, status, code) => {
    expect(await get(path)).toEqual([status, code]);
  });

  it.each([
    ['JSON that ends in the middle', '{"a":', 'application/json', 400, 'body.malformed'],
    ['nothing that claims to be JSON', '', 'application/json', 400, 'body.malformed'],
    ['a body that would poison what inherits', '{"__proto__":{"x":1}}', 'application/json', 400, 'body.malformed'],
    ['a kind of body that nobody takes', '<x/>', 'text/xml', 400, 'body.malformed'],
    ['more than is taken', `"${'x'.repeat(2000)}"`, 'application/json', 413, 'body.too-large'],
  ])('refuses %s', async (_what, body, contentType, status, code) => {
    expect(await get('/body', { method: 'POST', body, headers: { 'content-type': contentType } })).toEqual([status, code]);
    expect(logged).not.toHaveBeenCalled();
  });

  it.each(['/broken', '/full', '/gone'])('%s is in the log under the id that the answer names, for whoever can mend it', async (path) => {
    const { correlationId } = ErrorBody.parse(await (await fetch(`${url}${path}`)).json());
    expect(logged.mock.calls).toEqual([[expect.objectContaining({ correlationId, err: expect.objectContaining({ message: SECRET }) })]]);
  });

  it('leaves the log alone when somebody was merely refused', async () => {
    await get('/refused');
    expect(logged).not.toHaveBeenCalled();
  });

  it('lets a container engine read what is wrong', async () => {
    const answer = await fetch(`${url}/health`);
    expect([answer.status, await answer.json()]).toEqual([503, { status: 'failing', database: 'down' }]);
  });
});
