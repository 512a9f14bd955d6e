import { DeleteOutlined, PaperClipOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import {
  acceptedEndings,
  accepts,
  type FileValue,
  isJsonObject,
  type Json,
  USUAL_FILE_SIZE,
} from '../../../engine/index.ts';
import { useTexts } from '../../ui/useTexts.ts';
import { useScene } from '../form/scene.ts';
import { type ControlProps, numberKey, textKey } from './control-props.ts';
import { byteCount, sizeText } from './file-size.ts';

type Sending = { key: number; name: string; share: number; failure?: string; abort: AbortController };

/** Files: sent at once, with progress; the value lists those that have arrived. */
export function AttachmentControl(props: ControlProps) {
  const { id, field, value, onChange, onBlur, invalid, describedBy, label, required } = props;
  const t = useTexts('controls');
  const { services } = useScene();
  const [sending, setSending] = useState<Sending[]>([]);
  const [over, setOver] = useState(false);
  const files = filesOf(value);
  // Several files arrive one after the other: each is added to what is there then, not to what was there when it was chosen.
  const present = useRef(files);
  present.current = files;
  const next = useRef(1);
  const input = useRef<HTMLInputElement>(null);
  const accept = Array.isArray(field.json.accept) ? field.json.accept.map(String) : [];
  const most = numberKey(field, 'maxFiles') ?? 10;
  const largest = byteCount(textKey(field, 'maxSize') ?? USUAL_FILE_SIZE);
  const room = most - files.length - sending.filter(({ failure }) => !failure).length;

  const running = useRef(sending);
  running.current = sending;
  useEffect(
    () => () => {
      for (const { abort } of running.current) abort.abort();
    },
    [],
  );

  const add = (list: FileList | null) => {
    for (const [index, file] of [...(list ?? [])].entries())
      if (index < room) send(file);
      else refuse(file.name, t('atMost', { count: most }));
    if (input.current) input.current.value = '';
  };
  const change = (key: number, to: Partial<Sending> | undefined) =>
    setSending((all) => all.flatMap((one) => (one.key === key ? (to ? [{ ...one, ...to }] : []) : [one])));

  const refuse = (name: string, failure: string) => {
    const key = next.current++;
    setSending((all) => [...all, { key, name, share: 0, abort: new AbortController(), failure }]);
  };
  const send = (file: File) => {
    const key = next.current++;
    const abort = new AbortController();
    const wrong = whatIsWrong(file);
    setSending((all) => [...all, { key, name: file.name, share: 0, abort, ...(wrong && { failure: wrong }) }]);
    if (wrong) return;
    services
      .upload(field.path, file, (share) => change(key, { share }), abort.signal)
      .then(
        (stored) => {
          change(key, undefined);
          present.current = [...present.current, stored];
          onChange(present.current as unknown as Json);
        },
        (thrown) => !abort.signal.aborted && change(key, { failure: services.failureText(thrown) }),
      );
  };
  const whatIsWrong = (file: File): string | undefined => {
    if (!accepts(accept, file.name)) return t('wrongKind', { kinds: accept.join(', ') });
    if (largest !== undefined && file.size > largest) return t('tooLarge', { size: sizeText(largest) });
    return undefined;
  };
  const remove = (file: FileValue) => {
    const left = files.filter((one) => one.id !== file.id);
    onChange(left.length > 0 ? (left as unknown as Json) : undefined);
    onBlur();
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping files is a second way beside the button
    <div
      className={`dg-files${over ? ' dg-files-over' : ''}${invalid ? ' dg-files-wrong' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        add(event.dataTransfer.files);
      }}
    >
      <div className="dg-row">
        <Button
          id={id}
          icon={<UploadOutlined aria-hidden="true" />}
          disabled={room <= 0}
          aria-describedby={describedBy}
          aria-label={label ?? `${t('chooseFiles')}${required ? ` (${t('required')})` : ''}`}
          onClick={() => input.current?.click()}
          onBlur={onBlur}
        >
          {t('chooseFiles')}
        </Button>
        <span className="dg-faint">
          {[t('orDrop'), accept.join(' '), largest && `≤ ${sizeText(largest)}`, t('atMost', { count: most })]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        multiple={most > 1}
        accept={acceptedEndings(accept).join(',')}
        onChange={(event) => add(event.target.files)}
      />
      <ul className="dg-plain dg-file-list" aria-live="polite">
        {files.map((file) => (
          <li key={file.id}>
            <FileLink file={file} />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('removeFile', { name: file.name })}
              onClick={() => remove(file)}
            />
          </li>
        ))}
        {sending.map(({ key, name, share, failure, abort }) => (
          <li key={key}>
            <span className="dg-file-name">
              <PaperClipOutlined aria-hidden="true" /> {name}
              {failure && <span className="dg-issue"> {failure}</span>}
            </span>
            {!failure && (
              <Progress
                percent={Math.round(share * 100)}
                size="small"
                className="dg-file-progress"
                aria-label={t('sending', { name })}
              />
            )}
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={t('removeFile', { name })}
              onClick={() => {
                abort.abort();
                change(key, undefined);
              }}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

export function FileLink({ file }: { file: FileValue }) {
  const { services } = useScene();
  return (
    <a href={services.fileAddress(file.id)} download={file.name} className="dg-file-name">
      <PaperClipOutlined aria-hidden="true" /> {file.name} <span className="dg-faint">{sizeText(file.size)}</span>
    </a>
  );
}

export function filesOf(value: Json | undefined): FileValue[] {
  return Array.isArray(value)
    ? value.filter((one) => isJsonObject(one) && typeof one.id === 'string').map((one) => one as unknown as FileValue)
    : [];
}
