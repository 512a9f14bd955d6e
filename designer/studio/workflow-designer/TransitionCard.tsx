import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useEffect, useRef } from 'react';
import { isJsonObject, type Json, type JsonObject, type Scope } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { RuleEditor } from '../rule-editor/RuleEditor.tsx';
import type { RuleField } from '../rule-editor/rule-field.ts';

type Props = {
  transition: JsonObject;
  /** Which of how many that the same decision leads to. */
  place: { index: number; of: number };
  /** It was chosen in the chart, and is brought into view. */
  chosen: boolean;
  targets: { value: string; label: string }[];
  fields: RuleField[];
  scope: Scope | undefined;
  onChange(transition: JsonObject): void;
  onMove(to: number): void;
  onRemove(): void;
};

/** One way on: under which condition, and where to. */
export function TransitionCard({ transition, place, chosen, targets, fields, scope, ...on }: Props) {
  const t = useTexts('studio');
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const { guard } = transition;
  const { index, of } = place;
  const rule = isJsonObject(guard) && isJsonObject(guard.params) ? guard.params.if : undefined;
  const isRest = of > 1 && index === of - 1 && guard === undefined;
  return (
    <div ref={card} className={chosen ? 'dg-transition dg-transition-chosen' : 'dg-transition'}>
      <div className="dg-transition-head">
        <span className="dg-soft">{isRest ? t('otherwiseTo') : t('goTo')}</span>
        <Select
          value={typeof transition.target === 'string' ? transition.target : null}
          options={targets}
          onChange={(target: string) => on.onChange({ ...transition, target })}
          aria-label={t('target')}
        />
        {of > 1 && (
          <>
            <Button
              size="small"
              type="text"
              disabled={index === 0}
              icon={<ArrowUpOutlined aria-hidden="true" />}
              aria-label={t('moveUp')}
              onClick={() => on.onMove(index - 1)}
            />
            <Button
              size="small"
              type="text"
              disabled={index === of - 1}
              icon={<ArrowDownOutlined aria-hidden="true" />}
              aria-label={t('moveDown')}
              onClick={() => on.onMove(index + 1)}
            />
          </>
        )}
        <Button
          size="small"
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={t('remove')}
          onClick={on.onRemove}
        />
      </div>
      {(guard !== undefined || of > 1) && (
        <RuleEditor
          label={t('onlyIf')}
          value={rule}
          onChange={(next) => on.onChange(withRule(transition, next))}
          fields={fields}
          scope={scope}
          expect={{ kind: 'boolean' }}
        />
      )}
    </div>
  );
}

function withRule(transition: JsonObject, rule: Json | undefined): JsonObject {
  const { guard: _was, ...others } = transition;
  return rule === undefined ? others : { ...others, guard: { type: 'rule', params: { if: rule } } };
}
