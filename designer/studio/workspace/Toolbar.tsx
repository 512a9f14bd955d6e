import {
  BugOutlined,
  CloudUploadOutlined,
  HistoryOutlined,
  PartitionOutlined,
  PlayCircleOutlined,
  RedoOutlined,
  UndoOutlined,
} from '@ant-design/icons';
import { Badge, Button, Tooltip } from 'antd';
import { Link } from 'react-router';
import { useLocalise } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { usePageTitle } from '../../ui/usePageTitle.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { type ActionSurroundings, type StudioAction, studioActions } from './actions.ts';
import { SaveStatus } from './SaveStatus.tsx';

const icons: { [I in StudioAction['icon']]: React.ReactNode } = {
  undo: <UndoOutlined aria-hidden="true" />,
  redo: <RedoOutlined aria-hidden="true" />,
  problems: <BugOutlined aria-hidden="true" />,
  try: <PlayCircleOutlined aria-hidden="true" />,
  publish: <CloudUploadOutlined aria-hidden="true" />,
  history: <HistoryOutlined aria-hidden="true" />,
};

/** Above the workspace: where one is, what is saved, and everything that can be done. */
export function Toolbar({ surroundings, onTree }: { surroundings: ActionSurroundings; onTree(): void }) {
  const t = useTexts('studio');
  const say = useLocalise();
  const phone = usePhone();
  const title = say(surroundings.partial.title) || surroundings.pack;
  usePageTitle(title);
  const errors = surroundings.problems.filter((found) => found.severity === 'error').length;
  return (
    <header className="dg-studio-bar">
      {phone && (
        <Button icon={<PartitionOutlined aria-hidden="true" />} aria-label={t('definitions')} onClick={onTree} />
      )}
      <div className="dg-studio-where">
        <h1>{title}</h1>
        {!phone && <Link to="/studio">{t('allPacks')}</Link>}
      </div>
      <SaveStatus />
      <div className="dg-row" role="toolbar" aria-label={t('actions')}>
        {studioActions.map((action) => {
          const label = t(action.label);
          const iconOnly = phone || action.name === 'undo' || action.name === 'redo';
          const button = (
            <Button
              icon={icons[action.icon]}
              type={action.primary ? 'primary' : 'default'}
              disabled={!action.enabled(surroundings)}
              aria-label={label}
              onClick={() => action.run(surroundings)}
            >
              {iconOnly ? undefined : label}
            </Button>
          );
          return (
            <Tooltip
              key={action.name}
              title={phone ? undefined : action.keys ? `${label} (${keysText(action.keys)})` : label}
            >
              {action.name === 'problems' ? (
                <Badge count={errors} size="small">
                  {button}
                </Badge>
              ) : (
                button
              )}
            </Tooltip>
          );
        })}
      </div>
    </header>
  );
}

function keysText(keys: string): string {
  return keys
    .split('+')
    .map((key) => (key === 'mod' ? 'Ctrl' : key === 'shift' ? 'Shift' : key.toUpperCase()))
    .join('+');
}
