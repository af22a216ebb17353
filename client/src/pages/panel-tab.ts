/** The tabs of the session's side panel. */
export type PanelTab = 'marks' | 'scenes' | 'people' | 'chat' | 'case';
