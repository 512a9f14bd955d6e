import { CheckOutlined, CloudSyncOutlined, DesktopOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import type { Draft, SentDraft } from '../../../engine/index.ts';
import { Ago } from '../../ui/Ago.tsx';
import { useTexts } from '../../ui/useTexts.ts';
import type { DraftState } from './draft-keeper.ts';

/** One quiet line: where what was typed is kept. */
export function DraftStatus({ state }: { state: DraftState }) {
  const t = useTexts('form');
  return (
    <span className="dg-draft-status" role="status">
      {line()}
    </span>
  );

  function line() {
    switch (state.status) {
      case 'dirty':
      case 'saving':
        return (
          <>
            <CloudSyncOutlined aria-hidden="true" /> {t('draftSaving')}
          </>
        );
      case 'saved':
        return (
          <>
            <CheckOutlined aria-hidden="true" /> {t('draftSaved')} <Ago at={state.at} />
          </>
        );
      case 'local':
        return (
          <>
            <DesktopOutlined aria-hidden="true" /> {t('draftLocal')}
          </>
        );
      default:
        return null;
    }
  }
}

type Props = {
  state: DraftState;
  /** When the draft that the page began with was saved; undefined once that is known. */
  restored: string | undefined;
  onTakeTheirs: (theirs: Draft) => void;
  onKeepMine: (theirs: Draft) => void;
  onSeen: () => void;
  onDiscard: () => void;
  /** Goes on with what stands here as a draft of its own, once the former one was submitted elsewhere. */
  onBeginAnew?: () => void;
  form?: string;
};

/** Where one reads what a draft became. */
export function addressOfSent(form: string, { case: about, record }: SentDraft): string {
  return about ? `/cases/${about}` : `/forms/${form}/records/${record}`;
}

/** Says that a draft was taken up again, that it was submitted elsewhere, or that another device has saved a different one. */
export function DraftNotice({
  state,
  restored,
  onTakeTheirs,
  onKeepMine,
  onSeen,
  onDiscard,
  onBeginAnew,
  form = '',
}: Props) {
  const t = useTexts('form');
  if (state.status === 'conflict') {
    return (
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={
          <>
            {t('draftConflict')} <Ago at={state.theirs.savedAt} />
          </>
        }
        description={
          <div className="dg-row">
            <Button size="small" onClick={() => onTakeTheirs(state.theirs)}>
              {t('takeTheirs')}
            </Button>
            <Button size="small" onClick={() => onKeepMine(state.theirs)}>
              {t('keepMine')}
            </Button>
          </div>
        }
      />
    );
  }
  if (state.status === 'sent') {
    const { sent } = state;
    return (
      <Alert
        role="alert"
        type="warning"
        showIcon
        title={
          <>
            {t('draftSent')} <Ago at={sent.at} />
          </>
        }
        description={
          <div className="dg-row">
            <Link to={addressOfSent(form, sent)}>{t('openSent')}</Link>
            {onBeginAnew && (
              <Button size="small" onClick={onBeginAnew}>
                {t('goOnAsNew')}
              </Button>
            )}
          </div>
        }
      />
    );
  }
  if (!restored) return null;
  return (
    <Alert
      type="info"
      showIcon
      title={
        <>
          {t('draftRestored')} <Ago at={restored} />
        </>
      }
      action={
        <Button size="small" type="text" onClick={onDiscard}>
          {t('startAgain')}
        </Button>
      }
      closable={{ onClose: onSeen, 'aria-label': t('shell:close') }}
    />
  );
}
