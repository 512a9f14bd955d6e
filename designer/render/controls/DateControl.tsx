import { DatePicker } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMedia } from '../../ui/useMedia.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, textKey, ties } from './control-props.ts';

/** A day (`YYYY-MM-DD`) or a point in time (ISO, UTC); picked or typed. */
export function DateControl(props: ControlProps) {
  const { field, value, onChange, onBlur, invalid, placeholder } = props;
  const { today } = useScene();
  const touch = useMedia('(pointer: coarse)');
  const withTime = field.type === 'date-time';
  const shown = typeof value === 'string' ? dayjs(value) : undefined;
  const limit = (key: 'min' | 'max') => {
    const day = textKey(field, key);
    return day === 'today' ? today : day;
  };
  const [least, most] = [limit('min'), limit('max')];
  const outside = (day: Dayjs) => {
    const text = day.format('YYYY-MM-DD');
    return (least !== undefined && text < least) || (most !== undefined && text > most);
  };
  return (
    <DatePicker
      {...ties(props)}
      value={shown?.isValid() ? shown : null}
      showTime={withTime ? { format: 'HH:mm' } : false}
      format={withTime ? 'YYYY-MM-DD HH:mm' : { format: 'YYYY-MM-DD', type: 'mask' }}
      placeholder={placeholder ?? (withTime ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD')}
      status={invalid ? 'error' : ''}
      disabledDate={outside}
      // The keyboard of a phone would cover the calendar.
      inputReadOnly={touch}
      onChange={(day: Dayjs | null) =>
        onChange(day ? (withTime ? day.toISOString() : day.format('YYYY-MM-DD')) : undefined)
      }
      onBlur={onBlur}
      className="dg-wide"
    />
  );
}
