import { CalendarOutlined } from '@ant-design/icons';
import { Button, DatePicker, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import { useRef, useState } from 'react';
import { dayIn, formatDateTime, isDate, isDateTime, type Json, zonedInstantIn } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { zoneName } from '../../ui/zone-name.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, textKey, ties } from './control-props.ts';
import { useTyped } from './useTyped.ts';

// Days and times of the calendar are those on the clocks of the tenant's zone; UTC keeps the browser's zone out of it.
dayjs.extend(utc);

/**
 * A day (`YYYY-MM-DD`) or a point in time (ISO, UTC): typed, or picked from the calendar. Text that names no day stays in the
 * box for the form to refuse. Times are those of the tenant's zone, which stands beside the box.
 */
export function DateControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder, id } = props;
  const t = useTexts('controls');
  const { today, zone, locale } = useScene();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const withTime = field.type === 'date-time';
  const shown = typeof value !== 'string' ? '' : withTime && isDateTime(value) ? formatDateTime(value, zone) : value;
  const typed = useTyped(shown, onBlur);
  const read = (text: string): Json | undefined => {
    if (text.trim() === '') return undefined;
    return (withTime ? zonedInstantIn(text, zone) : dayIn(text)) ?? text;
  };
  const limit = (key: 'min' | 'max') => {
    const day = textKey(field, key);
    return day === 'today' ? today : day;
  };
  const [least, most] = [limit('min'), limit('max')];
  const outside = (day: Dayjs) => {
    const text = day.format('YYYY-MM-DD');
    return (least !== undefined && text < least) || (most !== undefined && text > most);
  };
  const pattern = withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD';
  const known = withTime ? isDateTime(value) : isDate(value);
  const pick = (text: string) => {
    typed.leave();
    onChange(read(text));
    setOpen(false);
  };
  return (
    <div ref={box} className="dg-date">
      <Input
        {...ties(props)}
        value={typed.text}
        status={invalid ? 'error' : ''}
        placeholder={placeholder ?? pattern}
        inputMode={withTime ? 'text' : 'numeric'}
        autoComplete="off"
        onChange={(event) => {
          typed.type(event.target.value);
          onChange(read(event.target.value));
        }}
        onBlur={typed.leave}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && event.altKey) setOpen(true);
          else if (event.key === 'Escape' && open) setOpen(false);
        }}
        suffix={
          <Button
            type="text"
            size="small"
            className="dg-date-open"
            icon={<CalendarOutlined aria-hidden="true" />}
            aria-label={t('openCalendar')}
            aria-expanded={open}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => setOpen(!open)}
          />
        }
      />
      {withTime && <span className="dg-date-zone">{zoneName(zone, locale)}</span>}
      <DatePicker
        className="dg-date-calendar"
        classNames={{ popup: { root: 'dg-calendar' } }}
        id={`${id}-calendar`}
        aria-hidden="true"
        tabIndex={-1}
        open={open}
        onOpenChange={(next) => !next && setOpen(false)}
        value={known ? dayjs.utc(shown.replace(' ', 'T')) : null}
        defaultPickerValue={dayjs.utc(today)}
        showTime={withTime ? { format: 'HH:mm' } : false}
        // "Now" and "today" of the picker are the browser's.
        showNow={false}
        renderExtraFooter={
          withTime
            ? undefined
            : () => (
                <Button type="link" size="small" disabled={outside(dayjs.utc(today))} onClick={() => pick(today)}>
                  {t('today')}
                </Button>
              )
        }
        disabledDate={outside}
        getPopupContainer={() => document.body}
        onChange={(day: Dayjs | null) => pick(day ? day.format(pattern) : '')}
      />
    </div>
  );
}
