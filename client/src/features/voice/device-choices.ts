import type { useText } from '@/i18n';
import { type Devices, SYSTEM_DEFAULT } from './useDevices';

/** One device to choose; `id` is `SYSTEM_DEFAULT` or a device's. */
export interface DeviceChoice {
  readonly id: string;
  readonly label: string;
  readonly checked: boolean;
}

/** What there is to choose from, the system's own first. A device without a name is numbered. */
export function deviceChoices({ devices, chosenId, isListed }: Devices, t: ReturnType<typeof useText>['t']): DeviceChoice[] {
  const named = devices.value.map(({ kind, deviceId, label }, index) => ({ id: deviceId, label: label || t(`voice.numbered.${kind}`, { n: index + 1 }), checked: deviceId === chosenId.value }));
  return [{ id: SYSTEM_DEFAULT, label: t('voice.systemDefault'), checked: !isListed.value }, ...named];
}
