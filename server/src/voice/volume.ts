/** How loud one peer was in the last interval, in dBov: 0 is as loud as it gets, -127 silence. */
export interface Volume {
  readonly peerId: string;
  readonly dbov: number;
}
