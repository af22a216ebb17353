import { Config } from '../platform/index.js';
import { OriginPolicy } from './origin.policy.js';

const policy = (environment: Record<string, string> = {}): OriginPolicy => new OriginPolicy(Config.parse(environment));
const HOST = 'parfocal.example:3100';

describe('OriginPolicy', () => {
  it.each([`http://${HOST}`, `https://${HOST}`])('lets our own page in, which was asked for under the same host: %s', (origin) => {
    expect(policy().allows({ host: HOST, origin })).toBe(true);
  });

  it('lets in who names no Origin: no browser, so nobody’s cookie is borrowed', () => {
    expect(policy().allows({ host: HOST })).toBe(true);
  });

  it.each([
    'https://evil.example',
    'http://parfocal.example',
    'http://parfocal.example:3101',
    'http://parfocal.example:31000',
    `http://${HOST}.evil.example`,
    `http://evil.example/?${HOST}`,
    `http://${HOST}@evil.example`,
    `HTTP://${HOST}`,
    `ws://${HOST}`,
    `http://${HOST}/`,
    `${HOST}`,
    'null',
    'file://',
    '',
  ])('keeps the page of anyone else out: %j', (origin) => {
    expect(policy().allows({ host: HOST, origin })).toBe(false);
  });

  it('keeps everyone out who names an Origin but asks no host', () => {
    expect(policy().allows({ origin: 'http://undefined' })).toBe(false);
  });

  it('knows the addresses it is configured to be reached at, to the letter', () => {
    const public_ = policy({ PUBLIC_ORIGINS: 'https://a.example,https://b.example' });
    expect(public_.allows({ host: 'inside:3100', origin: 'https://b.example' })).toBe(true);
    expect(public_.allows({ host: 'inside:3100', origin: 'http://b.example' })).toBe(false);
    expect(public_.allows({ host: 'inside:3100', origin: 'https://c.example' })).toBe(false);
  });

  it('believes a forwarded host behind a trusted proxy only', () => {
    const headers = { host: 'inside:3100', 'x-forwarded-host': 'slides.example', origin: 'https://slides.example' };
    expect(policy({ TRUST_PROXY: '1' }).allows(headers)).toBe(true);
    expect(policy().allows(headers)).toBe(false);
    expect(policy({ TRUST_PROXY: '1' }).allows({ ...headers, 'x-forwarded-host': ['slides.example', 'evil.example'] })).toBe(false);
  });
});
