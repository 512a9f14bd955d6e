import { Select, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { isJsonObject, isText, type Json, type Locale, type LookupItem, localise } from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, ties } from './control-props.ts';

const REST = 220;

/**
 * A record of another form, or a person: found by part of the name or pinyin; choosing may fill other fields. The candidates
 * shown always belong to the text typed, so that Enter never takes one of an earlier text. Nothing is asked while an input
 * method composes.
 */
export function LookupControl(props: ControlProps) {
  const { field, pointer, value, onChange, onBlur, invalid, placeholder, required } = props;
  const t = useTexts('controls');
  const { locale, services, choose } = useScene();
  const [found, setFound] = useState<LookupItem[]>();
  const [open, setOpen] = useState(false);
  const [failure, setFailure] = useState<string>();
  const search = useRef<{ timer?: ReturnType<typeof setTimeout>; abort?: AbortController }>({});

  const composing = useRef(false);

  const find = (q: string, rest: number) => {
    clearTimeout(search.current.timer);
    search.current.abort?.abort();
    const abort = new AbortController();
    search.current.abort = abort;
    setFailure(undefined);
    setFound(undefined);
    if (composing.current) return;
    search.current.timer = setTimeout(() => {
      services.lookUp(field.path, q.trim(), abort.signal).then(
        (items) => !abort.signal.aborted && setFound(items),
        (thrown) => {
          if (abort.signal.aborted) return;
          setFound([]);
          setFailure(services.failureText(thrown));
        },
      );
    }, rest);
  };
  useEffect(
    () => () => {
      clearTimeout(search.current.timer);
      search.current.abort?.abort();
    },
    [],
  );

  const chosen =
    isJsonObject(value) && typeof value.id === 'string'
      ? { value: value.id, label: shownName(props, locale) }
      : undefined;
  return (
    <span
      className="dg-wide"
      onKeyDownCapture={(event) => {
        // The answer is still on its way: there is nothing yet to choose.
        if (event.key === 'Enter' && open && found === undefined) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        find((event.target as HTMLInputElement).value, REST);
      }}
    >
      <Select
        {...ties(props)}
        labelInValue
        value={chosen}
        status={invalid ? 'error' : ''}
        placeholder={placeholder ?? t('lookUp')}
        allowClear={!required}
        showSearch={{ filterOption: false, onSearch: (q: string) => find(q, REST) }}
        notFoundContent={
          found === undefined && !failure ? (
            <Spin size="small" />
          ) : (
            <span role="status">{failure ?? t('noneFound')}</span>
          )
        }
        options={(found ?? []).map((item) => ({ value: item.id, label: item.title, item }))}
        optionRender={(option) => {
          const item = (option.data as { item?: LookupItem }).item;
          return (
            <span className="dg-candidate">
              <span>{item?.title}</span>
              {item?.description && <span className="dg-faint">{item.description}</span>}
            </span>
          );
        }}
        onOpenChange={(next) => {
          setOpen(next);
          if (next) find('', 0);
        }}
        onChange={(_, option) => {
          const item = (option as { item?: LookupItem } | undefined)?.item;
          if (item) choose(pointer, item);
          else onChange(undefined);
        }}
        onBlur={onBlur}
        className="dg-wide"
      />
    </span>
  );
}

/** How the chosen one is called: a reference by its display field, a person by their title. */
export function shownName({ field, value }: Pick<ControlProps, 'field' | 'value'>, locale: Locale): string {
  if (!isJsonObject(value)) return '';
  const name: Json | undefined = field.link ? value[field.link.display] : value.title;
  return isText(name) ? localise(name, locale) : String(name ?? value.id ?? '');
}
