import { type Field, formatValue, isJsonObject, type Json, localise } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useScene } from '../form/scene.ts';
import { FileLink, filesOf } from './AttachmentControl.tsx';
import { grouped } from './BankAccountControl.tsx';

type Props = { field: Field; value: Json | undefined; id?: string };

/** A value as people read it, where it is not to be changed. */
export function ReadValue({ field, value, id }: Props) {
  const t = useTexts('controls');
  const { locale, zone, options } = useScene();
  if (field.kind.shape === 'files') {
    const files = filesOf(value);
    if (files.length > 0) {
      return (
        <ul id={id} className="dg-plain dg-file-list">
          {files.map((file) => (
            <li key={file.id}>
              <FileLink file={file} />
            </li>
          ))}
        </ul>
      );
    }
  }
  if (field.kind.shape === 'rows') return <ReadRows field={field} value={value} />;
  // A box that was not ticked reads as it did on the form.
  const read = field.type === 'boolean' ? (value ?? false) : value;
  const text =
    field.type === 'bank-account' && typeof value === 'string'
      ? grouped(value)
      : formatValue(field, read, { locale, zone, options });
  if (text === '') {
    return (
      <output id={id} className="dg-read dg-soft">
        — <span className="dg-visually-hidden">{t('empty')}</span>
      </output>
    );
  }
  return (
    <output
      id={id}
      className={`dg-read${field.kind.line === 'block' ? ' dg-read-long' : ''}${field.type === 'money' ? ' dg-read-money' : ''}`}
    >
      {text}
    </output>
  );
}

/** Rows as a plain table; on a phone each row is a card (by style alone, the table's meaning stays). */
function ReadRows({ field, value }: Props) {
  const t = useTexts('controls');
  const { locale, zone, options } = useScene();
  const rows = Array.isArray(value) ? value.filter(isJsonObject) : [];
  const columns = Object.values(field.columns ?? {});
  if (rows.length === 0) return <span className="dg-read dg-soft">{t('noRows')}</span>;
  const say = (column: Field, cell: Json | undefined) => formatValue(column, cell, { locale, zone, options });
  return (
    <table className="dg-rows dg-rows-read">
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.name} scope="col" className={column.kind.group === 'number' ? 'dg-number' : undefined}>
              {localise(column.title, locale)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows that are read do not move
          <tr key={index}>
            {columns.map((column) => (
              <td
                key={column.name}
                data-label={localise(column.title, locale)}
                className={column.kind.group === 'number' ? 'dg-number' : undefined}
              >
                {say(column, row[column.name]) || '—'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
