import { type Messages } from '../en';
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

export const zhCN: Messages = { annotations, app, cases, errors, gestures, people, session, slides, viewer, voice };
