import { computed, onScopeDispose, shallowRef } from 'vue';
import { useStored } from '@/lib';

/** Empty: whatever the system takes for its own. */
export const SYSTEM_DEFAULT = '';

/** Where a choice is kept in this browser. */
const KEYS: Record<MediaDeviceKind, string> = { audioinput: 'parfocal.microphone', audiooutput: 'parfocal.loudspeaker', videoinput: 'parfocal.camera' };

/** Names that some systems give their own choice besides the device that it is. */
const ALIASES = new Set(['', 'default', 'communications']);

interface Collaborators {
  /** `undefined` on pages that are neither https nor localhost. */
  media: MediaDevices | undefined;
  kind: MediaDeviceKind;
}

/** The devices of one kind that there are now, and which is chosen on this computer. */
export function useDevices({ media, kind }: Collaborators) {
  const devices = shallowRef<readonly MediaDeviceInfo[]>([]);
  const chosenId = useStored(KEYS[kind], (raw) => raw ?? SYSTEM_DEFAULT);
  const isListed = computed(() => devices.value.some(({ deviceId }) => deviceId === chosenId.value));

  /** To be called once the browser has allowed a device: before that it lists one nameless of a kind, and tells of no change. */
  const look = async (): Promise<void> => {
    const found = (await media?.enumerateDevices().catch(() => [])) ?? [];
    devices.value = found.filter((device) => device.kind === kind && !ALIASES.has(device.deviceId));
  };

  const choose = (deviceId: string): void => void (chosenId.value = deviceId);

  media?.addEventListener('devicechange', look);
  void look();
  onScopeDispose(() => media?.removeEventListener('devicechange', look));

  return { devices, chosenId, isListed, choose, look };
}

export type Devices = Pick<ReturnType<typeof useDevices>, 'devices' | 'chosenId' | 'isListed' | 'choose'>;
