export const mentions = {
  title: 'Mentions of me',
  unread: 'Mentions of me: {n} new',
  none: 'Nobody has mentioned you in a comment yet.',
  by: '{name} mentioned you',
  new: 'new',
  allRead: 'Mark all as read',
  inCase: '{n} new mention | {n} new mentions',
};
