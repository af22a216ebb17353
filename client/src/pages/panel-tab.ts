/** The tabs of the session's side panel. */
export type PanelTab = 'marks' | 'people' | 'chat' | 'case';
