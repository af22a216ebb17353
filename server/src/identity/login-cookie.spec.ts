import { clearCookie, createToken, digestIn, digestOf, setCookie, tokenOf } from './login-cookie.js';

describe('login cookie', () => {
  it('finds its token among other cookies', () => {
    const token = createToken();
    expect(tokenOf(`theme=dark; parfocal_login=${token}; x=y`)).toBe(token);
  });

  it.each([undefined, '', 'parfocal_login=', 'parfocal_login=short', `parfocal_login=${'%'.repeat(43)}`, `other=${'a'.repeat(43)}`])('finds none in %p', (header) => {
    expect(tokenOf(header)).toBeUndefined();
  });

  it('is out of reach of scripts and other sites, and secure where the connection is', () => {
    expect(setCookie('t', true)).toBe('parfocal_login=t; Path=/; HttpOnly; SameSite=Strict; Secure');
    expect(setCookie('t', false)).not.toContain('Secure');
    expect(clearCookie(false)).toContain('Max-Age=0');
  });

  it('never gives two tokens alike, nor a digest that shows the token', () => {
    const [a, b] = [createToken(), createToken()];
    expect(a).not.toBe(b);
    expect(digestOf(a)).not.toContain(a);
  });

  it('gives the digest of a header’s token, asked once or often, also after a thousand others', () => {
    const token = createToken();
    const header = `theme=dark; parfocal_login=${token}`;
    expect(digestIn(header)).toBe(digestOf(token));
    for (let i = 0; i < 1_500; i++) expect(digestIn(`parfocal_login=${createToken()}`)).toBeDefined();
    expect(digestIn(header)).toBe(digestOf(token));
    expect(digestIn(`${header}; long=${'x'.repeat(5_000)}`)).toBe(digestOf(token));
    expect(digestIn('theme=dark')).toBeUndefined();
    expect(digestIn(undefined)).toBeUndefined();
  });
});
