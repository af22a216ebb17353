import { About, LoginBody, LoginSummary, Me, PersonRef } from '@parfocal/shared/api';
import { command, request } from './request';

export const about = (): Promise<About> => request('/api/about', About);

/** Throws `login.wrong`, or `login.throttled` after too many wrong ones. */
export const login = (body: LoginBody): Promise<Me> => request('/api/login', Me, { method: 'POST', body });

export const logout = (): Promise<void> => command('/api/login', { method: 'DELETE' });

export const me = (): Promise<Me> => request('/api/me', Me);

export const logins = (): Promise<LoginSummary[]> => request('/api/logins', LoginSummary.array());

/** Ends a sign-in on another browser; its sockets are closed at once. */
export const revokeLogin = (loginId: string): Promise<void> => command(`/api/logins/${encodeURIComponent(loginId)}`, { method: 'DELETE' });

export const findPeople = (text: string, signal?: AbortSignal): Promise<PersonRef[]> =>
  request(`/api/people?find=${encodeURIComponent(text)}`, PersonRef.array(), { signal });
