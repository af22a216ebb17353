import { type LoginBody, type Me } from '@parfocal/shared/api';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { ApiError, login, logout, me as askMe } from '@/api';

/** Who is signed in on this page. `undefined` until the server was asked, `null` when nobody is. */
export const useMe = defineStore('me', () => {
  const me = shallowRef<Me | null>();

  /** Asks once. Throws `ApiError` when the server cannot tell. */
  async function known(): Promise<boolean> {
    if (me.value === undefined) me.value = await askOrNobody();
    return me.value !== null;
  }

  async function signIn(body: LoginBody): Promise<void> {
    me.value = await login(body);
  }

  /** Afterwards nobody is signed in here, even if the server had forgotten the login before. */
  async function signOut(): Promise<void> {
    await logout().catch((error: unknown) => {
      if (!isLost(error)) throw error;
    });
    me.value = null;
  }

  /** The server no longer knows this login. */
  const forget = (): void => {
    me.value = null;
  };

  return { me, known, signIn, signOut, forget };
});

const isLost = (error: unknown): boolean => error instanceof ApiError && (error.code === 'login.required' || error.code === 'login.revoked');

async function askOrNobody(): Promise<Me | null> {
  try {
    return await askMe();
  } catch (error) {
    if (isLost(error)) return null;
    throw error;
  }
}
