import type { types } from 'mediasoup-client';

/** WebRTC is loaded by the first who needs it, not by everyone who opens a page. */
export const loadDevice = async (): Promise<types.Device> => (await import('mediasoup-client')).Device.factory();
