import { VoiceCheck, type VoiceCheckConnect, VoiceCheckLevel, type VoiceCheckProduce } from '@parfocal/shared/api';
import { command, request } from './request';

const path = (id: string): string => `/api/voice/checks/${id}`;

export const openVoiceCheck = (): Promise<VoiceCheck> => request('/api/voice/checks', VoiceCheck, { method: 'POST' });
export const connectVoiceCheck = (id: string, body: VoiceCheckConnect): Promise<void> => command(`${path(id)}/connect`, { method: 'PUT', body });
export const produceVoiceCheck = (id: string, body: VoiceCheckProduce): Promise<void> => command(`${path(id)}/microphone`, { method: 'PUT', body });
export const voiceCheckLevel = async (id: string): Promise<number | null> => (await request(`${path(id)}/level`, VoiceCheckLevel)).levelDbov;
export const closeVoiceCheck = (id: string): Promise<void> => command(path(id), { method: 'DELETE' });
