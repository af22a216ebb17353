import { annotations } from './annotations';
import { app } from './app';
import { cases } from './cases';
import { errors } from './errors';
import { gestures } from './gestures';
import { people } from './people';
import { session } from './session';
import { slides } from './slides';
import { viewer } from './viewer';
import { voice } from './voice';

/** Every word on the screen, one file a feature. The other languages have the same shape. */
export const en = { annotations, app, cases, errors, gestures, people, session, slides, viewer, voice };

export type Messages = typeof en;
