import { Select, Spin } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  type Form,
  isJsonObject,
  isText,
  type Json,
  type JsonObject,
  type Locale,
  type LookupItem,
  localise,
  own,
} from '../../../engine/index.ts';
import { useConnection } from '../../ui/useConnection.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useScene, useSceneState } from '../form/scene.ts';
import { type ControlProps, ties } from './control-props.ts';

const REST = 220;

/** Candidates, and the text that they were found by. */
type Answer = { text: string; items: LookupItem[]; failure?: string };

type Search = {
  /** What stands in the box. */
  text: string;
  composing: boolean;
  timer?: ReturnType<typeof setTimeout>;
  abort?: AbortController;
};

/** Of the form's data what the filter of the reference reads. */
function currentFor(form: Form, path: string, data: JsonObject): JsonObject {
  const reads = own(form.filters, path)?.reads ?? [];
  const names = new Set(reads.flatMap((read) => (read.startsWith('current.') ? [read.split('.')[1] ?? ''] : [])));
  return Object.fromEntries(Object.entries(data).filter(([name]) => names.has(name)));
}

/**
 * A record of another form, or a person: found by part of the name or pinyin; choosing may fill other fields. The candidates
 * shown always belong to the text in the box, so that Enter never takes one of another text. Nothing is asked while an input
 * method composes.
 */
export function LookupControl(props: ControlProps) {
  const { field, pointer, value, onChange, onBlur, invalid, placeholder, required } = props;
  const t = useTexts('controls');
  const { form, locale, services, choose } = useScene();
  const { data } = useSceneState();
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState<Answer>();
  const [open, setOpen] = useState(false);
  const [composing, setComposing] = useState(false);
  const { state: connected } = useConnection();
  const search = useRef<Search>({ text: '', composing: false });

  const find = (rest: number) => {
    const { current: mine } = search;
    clearTimeout(mine.timer);
    mine.abort?.abort();
    setAnswer(undefined);
    if (mine.composing) return;
    const abort = new AbortController();
    mine.abort = abort;
    const { text: asked } = mine;
    const tell = (items: LookupItem[], failure?: string) => {
      if (!abort.signal.aborted) setAnswer({ text: asked, items, ...(failure && { failure }) });
    };
    mine.timer = setTimeout(() => {
      services
        .lookUp(field.path, asked.trim(), abort.signal, currentFor(form, field.path, data))
        .then(tell, (thrown) => tell([], services.failureText(thrown)));
    }, rest);
  };
  const type = (next: string) => {
    search.current.text = next;
    setText(next);
    find(REST);
  };
  const compose = (now: boolean) => {
    search.current.composing = now;
    setComposing(now);
  };
  useEffect(() => {
    const { current: mine } = search;
    return () => {
      clearTimeout(mine.timer);
      mine.abort?.abort();
    };
  }, []);

  const found = answer?.text === text && !composing ? answer : undefined;
  const empty = () => {
    if (composing) return t('composing');
    if (found) return found.failure ?? t('noneFound');
    return connected === 'lost' ? t('lookUpLater') : <Spin size="small" />;
  };
  const chosen =
    isJsonObject(value) && typeof value.id === 'string'
      ? { value: value.id, label: shownName(props, locale) }
      : undefined;
  return (
    <span
      className="dg-wide"
      onKeyDownCapture={(event) => {
        // The answer is still on its way: there is nothing yet to choose.
        if (event.key === 'Enter' && open && !found) {
          event.preventDefault();
          event.stopPropagation();
        }
      }}
      onCompositionStart={() => compose(true)}
      onCompositionEnd={(event) => {
        compose(false);
        type((event.target as HTMLInputElement).value);
      }}
    >
      <Select
        {...ties(props)}
        labelInValue
        value={chosen}
        status={invalid ? 'error' : ''}
        placeholder={placeholder ?? t('lookUp')}
        allowClear={!required}
        showSearch={{ filterOption: false, onSearch: type }}
        notFoundContent={<span role="status">{empty()}</span>}
        options={(found?.items ?? []).map((item) => ({ value: item.id, label: item.title, item }))}
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
          // A text that is typed opens the list: what is searched for is always what stands in the box.
          if (next) find(search.current.text === '' ? 0 : REST);
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
