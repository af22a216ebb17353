import { voiceNote } from './voice-note';

const calm = { phase: { kind: 'joined' }, maySpeak: true, shaky: false, soundBlocked: false, trouble: undefined, fellBack: false } as const;

describe('voiceNote', () => {
  it('says nothing where nothing is to be said', () => {
    expect(voiceNote(calm)).toBeUndefined();
    expect(voiceNote({ ...calm, phase: { kind: 'ready' }, trouble: 'denied' })).toBeUndefined();
  });

  it('says what to do about a failed call', () => {
    expect(voiceNote({ ...calm, phase: { kind: 'failed', trouble: 'voice.refused' } })).toEqual({ tone: 'warn', error: 'voice.refused' });
    expect(voiceNote({ ...calm, phase: { kind: 'failed', trouble: 'unsupported' } })).toEqual({ tone: 'warn', key: 'voice.unsupported' });
  });

  it('says that someone is brought back, not that someone joins', () => {
    expect(voiceNote({ ...calm, phase: { kind: 'joining', again: true } })).toMatchObject({ key: 'voice.reconnecting' });
    expect(voiceNote({ ...calm, phase: { kind: 'joining', again: false } })).toBeUndefined();
  });

  it('puts hearing before speaking', () => {
    expect(voiceNote({ ...calm, soundBlocked: true, trouble: 'denied', shaky: true })).toMatchObject({ key: 'voice.playBlocked' });
  });

  it('does not bother an observer with a microphone', () => {
    expect(voiceNote({ ...calm, trouble: 'denied' })).toEqual({ tone: 'warn', key: 'voice.denied' });
    expect(voiceNote({ ...calm, trouble: 'denied', maySpeak: false })).toBeUndefined();
  });

  it('says when another microphone took over', () => {
    expect(voiceNote({ ...calm, fellBack: true })).toEqual({ tone: 'plain', key: 'voice.fellBack' });
  });
});
