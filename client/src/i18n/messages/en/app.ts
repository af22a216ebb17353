export const app = {
  name: 'Parfocal',
  tagline: 'One slide, the same field, together',
  /** Names of the languages, each in its own language. */
  language: 'Language',
  switchTo: '中文',
  close: 'Close',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  retry: 'Try again',
  back: 'Back to the cases',
  loading: 'Loading',
  notifications: 'Notifications',
  skip: 'Skip to the main part',
  correlation: 'Reference for support: {id}',
  notFound: { title: 'Nothing is here', hint: 'The address is wrong, or you are not a member of what it names.' },
  crashed: { title: 'This page stopped working', hint: 'Nothing that was saved is lost. Load the page again; if it happens again, tell your administrator.', reload: 'Load again' },
};
