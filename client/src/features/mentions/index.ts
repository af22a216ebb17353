export { default as MentionsButton } from './MentionsButton.vue';
export { default as MentionsList } from './MentionsList.vue';
export { useMentionsOfMe } from './mentions.store';
