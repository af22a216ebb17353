import { computed, type ComputedRef, inject, type InjectionKey, type MaybeRefOrGetter, provide, toValue } from 'vue';

/** The few words that primitives say by themselves. The application provides them in its language. */
export interface UiWords {
  readonly close: string;
  readonly menu: string;
  readonly notifications: string;
  readonly speaking: string;
  readonly away: string;
}

const ENGLISH: UiWords = { close: 'Close', menu: 'Menu', notifications: 'Notifications', speaking: 'speaking', away: 'away' };

const KEY: InjectionKey<ComputedRef<UiWords>> = Symbol('ui words');

export function provideUiWords(words: MaybeRefOrGetter<UiWords>): void {
  provide(KEY, computed(() => toValue(words)));
}

export const useUiWords = (): ComputedRef<UiWords> => inject(KEY, () => computed(() => ENGLISH), true);
