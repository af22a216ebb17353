/**
 * Loaded into the measured server (`node --import`): the reference of the voice benchmark, a forwarding server as one writes it first. It is the
 * same server and the same worker, but nobody is chosen: every open microphone is sent to everyone.
 */
import { Loudest } from '../../server/dist/voice/loudest.js';

Loudest.prototype.heard = function heard() {
  return new Set(this.microphones);
};
