/** Who a connection or request speaks for; settled by the login cookie and nothing else. */
export interface Login {
  readonly loginId: string;
  readonly personId: string;
  readonly displayName: string;
}

export const LOGIN_COOKIE = 'parfocal_login';

/** Finds the login behind a Cookie header. `identity` implements it; the wire only needs to ask. */
export abstract class LoginSource {
  abstract find(cookieHeader: string | undefined): Promise<Login | undefined>;
}
