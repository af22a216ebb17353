/** Seeds to play at every run, beside the first ones: each found something once. */
export const PINNED_STORMS: readonly { readonly seed: number; readonly why: string }[] = [
  { seed: 10, why: 'it notices a server that lets a locked annotation be changed' },
  { seed: 20, why: 'it notices a server that lets a locked annotation be removed' },
  { seed: 21, why: 'it notices the same in another way' },
  { seed: 53, why: 'it removes what was locked, once the lock has been opened meanwhile: an honest removal' },
  { seed: 112, why: 'it makes anew what was locked, once the lock has been opened meanwhile' },
  { seed: 297, why: 'one device removes what another one of its person makes anew' },
  { seed: 1651, why: 'one device locks, opens and changes what another one of its person has locked meanwhile: an honest change' },
];
