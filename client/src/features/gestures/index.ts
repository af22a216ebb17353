export { default as FollowBanner } from './FollowBanner.vue';
export { default as LeaderFrame } from './LeaderFrame.vue';
export { type FollowManner } from './manner';
export { useFollowers } from './useFollowers';
export { type Following, useFollowing } from './useFollowing';
export { useGestureSharing } from './useGestureSharing';
export { useMarksOfPeers } from './useMarksOfPeers';
export { usePeerGestures } from './usePeerGestures';
