import { People1763000000000 } from './1763000000000-people.js';
import { Slides1763000001000 } from './1763000001000-slides.js';
import { Cases1763000002000 } from './1763000002000-cases.js';
import { Sessions1763000003000 } from './1763000003000-sessions.js';
import { Documents1763000004000 } from './1763000004000-documents.js';
import { SlideQuality1763000005000 } from './1763000005000-slide-quality.js';
import { Ingest1763000006000 } from './1763000006000-ingest.js';
import { Alignments1763000007000 } from './1763000007000-alignments.js';
import { History1763000009000 } from './1763000009000-history.js';
import { SessionKinds1763000012000 } from './1763000012000-session-kinds.js';
import { Reveals1763000008000 } from './1763000008000-reveals.js';
import { Vocabulary1763000010000 } from './1763000010000-vocabulary.js';
import { Chat1763000011000 } from './1763000011000-chat.js';
import { Scenes1763000013000 } from './1763000013000-scenes.js';
import { SnapshotParts1763000014000 } from './1763000014000-snapshot-parts.js';
import { Attendance1763000015000 } from './1763000015000-attendance.js';
import { Mentions1763000015500 } from './1763000015500-mentions.js';

/** In the order in which they ran everywhere; never changed after a release, only added to. */
export const MIGRATIONS = [People1763000000000, Slides1763000001000, Cases1763000002000, Sessions1763000003000, Documents1763000004000, SlideQuality1763000005000, Ingest1763000006000, Alignments1763000007000, History1763000009000, Reveals1763000008000, Vocabulary1763000010000, Chat1763000011000, SessionKinds1763000012000, Scenes1763000013000, Attendance1763000015000, Mentions1763000015500, SnapshotParts1763000014000];
