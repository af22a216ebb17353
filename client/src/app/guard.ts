import { type ErrorCode } from '@parfocal/shared/protocol';
import { readonly, shallowRef } from 'vue';
import { type RouteLocationNormalized, type RouteLocationRaw, type Router } from 'vue-router';
import { errorCodeOf, onLoginLost } from '@/api';
import { useMe } from '@/features/people';
import { t } from '@/i18n';
import { useToasts } from '@/ui';

const trouble = shallowRef<{ readonly code: ErrorCode; readonly wanted: string } | null>(null);

/** Why nothing can be shown, and which page was wanted: the server could not say who is signed in, or the page's code did not come. */
export const routeTrouble = readonly(trouble);

const toLogin = (wanted: string): RouteLocationRaw => ({ name: 'login', query: wanted === '/cases' || wanted === '/' ? {} : { next: wanted } });

/** Lets nobody past who is not signed in, and brings everyone back to the page they wanted. */
export function guardRoutes(router: Router): void {
  router.beforeEach(async (to) => {
    if (to.meta.open) return true;
    try {
      return (await useMe().known()) || toLogin(to.fullPath);
    } catch (error) {
      trouble.value = { code: errorCodeOf(error), wanted: to.fullPath };
      return false;
    }
  });
  router.afterEach((_to, _from, failure) => {
    if (!failure) trouble.value = null;
  });
  /** A page's code could not be fetched: no network, or a newer version was installed meanwhile. */
  router.onError((_error: unknown, to: RouteLocationNormalized) => {
    trouble.value = { code: 'unavailable', wanted: to.fullPath };
  });
  onLoginLost(() => loseLogin(router));
}

/** Also called for the first question of a page, when nobody was signed in yet: then there is nothing to lose. */
function loseLogin(router: Router): void {
  const store = useMe();
  if (!store.me) return;
  store.forget();
  useToasts().say(t('people.loginEnded'));
  void router.push(toLogin(router.currentRoute.value.fullPath));
}
