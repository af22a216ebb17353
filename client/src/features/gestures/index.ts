export { default as FollowBanner } from './FollowBanner.vue';
export { type Following, useFollowing } from './useFollowing';
export { useGestureSharing } from './useGestureSharing';
export { useMarksOfPeers } from './useMarksOfPeers';
export { usePeerGestures } from './usePeerGestures';
