import { annotations } from './annotations';
import { app } from './app';
import { cases } from './cases';
import { classes } from './classes';
import { chat } from './chat';
import { compare } from './compare';
import { counting } from './counting';
import { coverage } from './coverage';
import { errors } from './errors';
import { exchange } from './exchange';
import { gestures } from './gestures';
import { history } from './history';
import { image } from './image';
import { layers } from './layers';
import { mentions } from './mentions';
import { people } from './people';
import { quality } from './quality';
import { scenes } from './scenes';
import { session } from './session';
import { signals } from './signals';
import { slides } from './slides';
import { threads } from './threads';
import { uploads } from './uploads';
import { viewer } from './viewer';
import { views } from './views';
import { voice } from './voice';

/** Every word on the screen, one file a feature. The other languages have the same shape. */
export const en = { annotations, app, cases, chat, classes, compare, counting, coverage, errors, exchange, gestures, history, image, layers, mentions, people, quality, scenes, session, signals, slides, threads, uploads, viewer, views, voice };

export type Messages = typeof en;
