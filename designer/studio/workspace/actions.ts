import type { TextKey } from '../../ui/useTexts.ts';
import type { Studio } from './studio-context.ts';

/** Everything that an action may ask of the workspace and its panels. */
export type ActionSurroundings = Studio & { openPanel(panel: PanelName): void; mayPublish: boolean };
export type PanelName = 'problems' | 'try' | 'publish' | 'releases';

/** One thing a person can do in the workspace: the toolbar, the shortcuts and the help read the same record. */
export type StudioAction = {
  name: 'undo' | 'redo' | 'problems' | 'try' | 'publish' | 'releases';
  label: TextKey;
  icon: 'undo' | 'redo' | 'problems' | 'try' | 'publish' | 'history';
  /** `mod` is Ctrl, or Command on a Mac. */
  keys?: string;
  primary?: boolean;
  enabled(studio: ActionSurroundings): boolean;
  run(studio: ActionSurroundings): void;
};

export const studioActions: readonly StudioAction[] = [
  {
    name: 'undo',
    label: 'studio:undo',
    icon: 'undo',
    keys: 'mod+z',
    enabled: (s) => s.history.past.length > 0,
    run: (s) => s.undo(),
  },
  {
    name: 'redo',
    label: 'studio:redo',
    icon: 'redo',
    keys: 'mod+shift+z',
    enabled: (s) => s.history.future.length > 0,
    run: (s) => s.redo(),
  },
  {
    name: 'problems',
    label: 'studio:problemsPanel',
    icon: 'problems',
    keys: 'mod+shift+m',
    enabled: () => true,
    run: (s) => s.openPanel('problems'),
  },
  {
    name: 'try',
    label: 'studio:try',
    icon: 'try',
    keys: 'mod+shift+e',
    enabled: () => true,
    run: (s) => s.openPanel('try'),
  },
  {
    name: 'releases',
    label: 'studio:releases',
    icon: 'history',
    enabled: () => true,
    run: (s) => s.openPanel('releases'),
  },
  {
    name: 'publish',
    label: 'studio:publish',
    icon: 'publish',
    keys: 'mod+shift+p',
    primary: true,
    enabled: (s) => s.mayPublish,
    run: (s) => s.openPanel('publish'),
  },
];

/** True when the keyboard event is the action's shortcut. */
export function isShortcut(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1);
  const mod = event.ctrlKey || event.metaKey;
  return (
    event.key.toLowerCase() === key &&
    parts.includes('mod') === mod &&
    parts.includes('shift') === event.shiftKey &&
    !event.altKey
  );
}
