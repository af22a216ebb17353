import { hash, randomBytes } from 'node:crypto';
import { LOGIN_COOKIE } from '../wire/index.js';

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** 256 random bits, base64url. */
export const createToken = (): string => randomBytes(32).toString('base64url');

export const digestOf = (token: string): string => hash('sha256', token, 'hex');

/** Cookie headers seen last and the digests of their tokens: a viewer sends the same one with every tile, and reading it is a twentieth of a tile's time. */
const digests = new Map<string, string>();
const REMEMBERED = 1_000;
const REMEMBERED_CHARACTERS = 1_000;

/** The digest of the login token in a Cookie header, if there is one. */
export function digestIn(cookieHeader: string | undefined): string | undefined {
  if (cookieHeader === undefined) return undefined;
  const known = digests.get(cookieHeader);
  if (known) return known;
  const token = tokenOf(cookieHeader);
  if (!token) return undefined;
  const digest = digestOf(token);
  if (digests.size >= REMEMBERED) digests.clear();
  if (cookieHeader.length <= REMEMBERED_CHARACTERS) digests.set(cookieHeader, digest);
  return digest;
}

/** The login token in a Cookie header; `undefined` if there is none that could be one. */
export function tokenOf(cookieHeader: string | undefined): string | undefined {
  for (const part of cookieHeader?.split(';') ?? []) {
    const [name, value] = part.trim().split('=', 2);
    if (name === LOGIN_COOKIE && value && TOKEN.test(value)) return value;
  }
  return undefined;
}

/**
 * HttpOnly: no script reads it. SameSite=Strict: no other site's page sends it; a link from elsewhere still works,
 * because the page it opens asks for everything from here.
 */
export function setCookie(token: string, isSecure: boolean): string {
  return `${LOGIN_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict${isSecure ? '; Secure' : ''}`;
}

export const clearCookie = (isSecure: boolean): string => `${setCookie('', isSecure)}; Max-Age=0`;
