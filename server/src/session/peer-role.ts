import { type CaseRole, mayManage } from '@parfocal/shared/api';
import type { PeerRole } from '@parfocal/shared/protocol';

/** SPEC S2: what a role in the case makes of someone in its session. */
export function peerRole(role: CaseRole, isStarter: boolean): PeerRole {
  if (role === 'observer') return 'observer';
  return mayManage(role) || isStarter ? 'host' : 'participant';
}
