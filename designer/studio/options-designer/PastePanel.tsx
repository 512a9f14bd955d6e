import { Button, Drawer, Input } from 'antd';
import { useId, useMemo, useState } from 'react';
import { isText, type Json, type JsonObject, localise } from '../../../engine/index.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useStudio } from '../workspace/studio-context.ts';
import { type PastedLine, readPasted } from './pasted-options.ts';

/** So many lines are shown before they are taken; all are taken. */
const SHOWN = 200;

/** Cells of a sheet become choices: pasted, judged line by line, taken in one step. */
export function PastePanel({ options, items, onClose }: { options: string; items: Json[]; onClose(): void }) {
  const t = useTexts('designers');
  const phone = usePhone();
  const id = useId();
  const { dispatch } = useStudio();
  const [text, setText] = useState('');
  const lines = useMemo(() => readPasted(text, items), [text, items]);
  const of = (...verdicts: PastedLine['verdict'][]) => lines.filter(({ verdict }) => verdicts.includes(verdict));
  const taken = of('new', 'changed');
  const take = () => {
    if (dispatch({ type: 'option.take', options, items: taken.map(({ item }) => item) })) onClose();
  };
  return (
    <Drawer
      open
      size={phone ? '100%' : 720}
      title={t('pasteChoices')}
      onClose={onClose}
      extra={
        <Button type="primary" disabled={taken.length === 0} onClick={take}>
          {t('take', { count: taken.length })}
        </Button>
      }
    >
      <div className="dg-stack">
        <div className="dg-property">
          <label htmlFor={id}>{t('pasteHere')}</label>
          <Input.TextArea
            id={id}
            className="dg-mono"
            rows={6}
            value={text}
            autoFocus
            aria-describedby={`${id}-help`}
            onChange={(event) => setText(event.target.value)}
          />
          <p id={`${id}-help`} className="dg-faint">
            {t('pasteHelp')}
          </p>
        </div>
        <div role="status">
          {lines.length > 0 &&
            t('pasteSummary', {
              taken: taken.length,
              same: of('same').length,
              refused: of('refused').length,
            })}
        </div>
        {lines.length > 0 && (
          <ul className="dg-plain dg-paste">
            {lines.slice(0, SHOWN).map((line) => (
              <li key={line.number} className={`dg-paste-line dg-paste-${line.verdict}`}>
                <span className="dg-faint">{line.number}</span>
                <code>{String(line.item.key ?? '')}</code>
                <span>{namesOf(line.item)}</span>
                <span className="dg-paste-verdict">
                  {line.verdict === 'refused' ? t(`refused-${line.reason}`) : t(`verdict-${line.verdict}`)}
                </span>
              </li>
            ))}
          </ul>
        )}
        {lines.length > SHOWN && <p className="dg-faint">{t('pasteShown', { count: SHOWN })}</p>}
      </div>
    </Drawer>
  );
}

function namesOf({ title, parent }: JsonObject): string {
  const names = isText(title) ? new Set([localise(title, 'zh-CN'), localise(title, 'en')]) : new Set<string>();
  return [...names, ...(parent === undefined ? [] : [`↑ ${String(parent)}`])].join(' · ');
}
