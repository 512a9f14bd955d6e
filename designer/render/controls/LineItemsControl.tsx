import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useRef } from 'react';
import { type Field, formatAmount, isJsonObject, type Json, type JsonObject, localise } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { inputId, useScene } from '../form/scene.ts';
import { type ControlProps, numberKey, textKey } from './control-props.ts';
import { RowCell } from './RowCell.tsx';

/** Rows of fields: a table, on a phone a card for each row. */
export function LineItemsControl({ field, pointer, value, onChange, onBlur, describedBy }: ControlProps) {
  const t = useTexts('controls');
  const { locale, newRow } = useScene();
  const rows = Array.isArray(value) ? value.map((row) => (isJsonObject(row) ? row : {})) : [];
  const columns = Object.values(field.columns ?? {});
  const most = numberKey(field, 'maxRows') ?? 200;
  // Rows have no names of their own; without lasting keys a removed row would take its neighbour's half-typed text.
  const keys = useRef<number[]>([]);
  const nextKey = useRef(1);
  while (keys.current.length < rows.length) keys.current.push(nextKey.current++);
  keys.current.length = rows.length;

  const change = (next: JsonObject[]) => onChange(next.length > 0 ? next : undefined);
  const insert = (index: number, row: JsonObject) => {
    keys.current.splice(index, 0, nextKey.current++);
    change(rows.toSpliced(index, 0, row));
    const first = columns.find(({ readonly }) => !readonly);
    // The new row's first input, once it is drawn.
    if (first)
      requestAnimationFrame(() => document.getElementById(inputId(`${pointer}/${index}/${first.name}`))?.focus());
  };
  const remove = (index: number) => {
    keys.current.splice(index, 1);
    change(rows.toSpliced(index, 1));
    onBlur();
    document.getElementById(inputId(pointer))?.focus();
  };

  return (
    <div className="dg-rows-place">
      <table className="dg-rows" aria-describedby={describedBy}>
        <caption className="dg-visually-hidden">{localise(field.title, locale)}</caption>
        <thead>
          <tr>
            <th scope="col" className="dg-row-number">
              <span className="dg-visually-hidden">{t('rowActions')}</span>#
            </th>
            {columns.map((column) => (
              <th key={column.name} scope="col" className={column.type === 'money' ? 'dg-number' : undefined}>
                {localise(column.title, locale)}
                {column.required && (
                  <span className="dg-required" aria-hidden="true">
                    *
                  </span>
                )}
                {column.help && (
                  <span id={helpId(pointer, column)} className="dg-column-help">
                    {localise(column.help, locale)}
                  </span>
                )}
              </th>
            ))}
            <th scope="col" className="dg-row-actions">
              <span className="dg-visually-hidden">{t('rowActions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keys.current[index]} aria-label={t('row', { row: index + 1 })}>
              <td className="dg-row-number">{index + 1}</td>
              {columns.map((column) => (
                <td
                  key={column.name}
                  data-label={localise(column.title, locale)}
                  data-help={column.help && localise(column.help, locale)}
                  className={column.required ? 'dg-cell-required' : undefined}
                >
                  <RowCell
                    rows={field}
                    column={column}
                    pointer={`${pointer}/${index}/${column.name}`}
                    typed={row[column.name]}
                    row={index + 1}
                    {...(column.help && { help: helpId(pointer, column) })}
                  />
                </td>
              ))}
              <td className="dg-row-actions">
                <Button
                  type="text"
                  icon={<CopyOutlined aria-hidden="true" />}
                  aria-label={t('copyRow', { row: index + 1 })}
                  disabled={rows.length >= most}
                  onClick={() => insert(index + 1, { ...row })}
                />
                <Button
                  type="text"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={t('removeRow', { row: index + 1 })}
                  onClick={() => remove(index)}
                />
              </td>
            </tr>
          ))}
          {rows.length === 0 && (
            <tr className="dg-rows-none">
              <td colSpan={columns.length + 2}>{t('noRows')}</td>
            </tr>
          )}
        </tbody>
        {rows.length > 1 && <Sums columns={columns} rows={rows} />}
      </table>
      <Button
        id={inputId(pointer)}
        type="dashed"
        icon={<PlusOutlined aria-hidden="true" />}
        block
        disabled={rows.length >= most}
        onClick={() => insert(rows.length, newRow(field))}
      >
        {t('addRow')}
      </Button>
    </div>
  );
}

const helpId = (pointer: string, { name }: Field) => `${inputId(pointer)}-${name}-help`;

function Sums({ columns, rows }: { columns: Field[]; rows: JsonObject[] }) {
  const t = useTexts('controls');
  if (!columns.some(({ type }) => type === 'money')) return null;
  return (
    <tfoot>
      <tr>
        <th scope="row">{t('sum')}</th>
        {columns.map((column) => (
          <td key={column.name} data-label={column.type === 'money' ? t('sum') : undefined} className="dg-number">
            {column.type === 'money' && formatAmount(sumOf(rows, column.name), textKey(column, 'currency') ?? 'CNY')}
          </td>
        ))}
        <td />
      </tr>
    </tfoot>
  );
}

function sumOf(rows: JsonObject[], name: string): number {
  let sum = 0;
  for (const row of rows) {
    const value: Json | undefined = row[name];
    if (typeof value === 'number') sum += value;
  }
  return sum;
}
