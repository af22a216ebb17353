import { type Component } from 'vue';

/** One thing to do in a {@link PMenu}. */
export interface MenuItem {
  readonly id: string;
  readonly label: string;
  readonly icon?: Component;
  readonly shortcut?: string;
  /** Given for one of a choice: whether it is the chosen one. */
  readonly checked?: boolean;
  /** With `checked`: it is switched by itself, not one of a choice. */
  readonly several?: boolean;
  readonly disabled?: boolean;
  /** It ends or removes something. */
  readonly stop?: boolean;
}
