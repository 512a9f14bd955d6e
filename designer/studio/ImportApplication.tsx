import { ImportOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { definitionLimits, isJsonObject, type PackItem, parseStrictJson } from '../../engine/index.ts';
import { importPack } from '../api/studio.ts';
import { ProblemAlert } from '../ui/ProblemAlert.tsx';
import { useLocalise } from '../ui/useLocale.ts';
import { useTexts } from '../ui/useTexts.ts';

/** Takes an application from the file that another installation has given; over an existing draft only when the person says so. */
export function ImportApplication({ packs }: { packs: readonly PackItem[] }) {
  const t = useTexts('applications');
  const say = useLocalise();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { modal } = App.useApp();
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const [unreadable, setUnreadable] = useState<string>();

  const read = async (file: File) => {
    setFailure(undefined);
    setUnreadable(undefined);
    const parsed = parseStrictJson(await file.text(), { ...definitionLimits, bytes: 20_000_000 });
    const document = parsed.ok && isJsonObject(parsed.value) ? parsed.value : undefined;
    const pack = document && isJsonObject(document.pack) ? document.pack : undefined;
    if (!document || !pack || !Array.isArray(document.definitions)) {
      setUnreadable(file.name);
      return;
    }
    const known = packs.find(({ key }) => key === pack.key);
    if (known) {
      const sure = await modal.confirm({
        title: t('importOver', { title: say(known.title) }),
        content: t('importOverText'),
        okText: t('importReplace'),
        cancelText: t('shell:cancel'),
      });
      if (!sure) return;
    }
    setBusy(true);
    try {
      const { pack: key } = await importPack(document);
      await queries.invalidateQueries({ queryKey: ['packs'] });
      await navigate(`/studio/${key}/pack/pack`);
    } catch (thrown) {
      setFailure(thrown);
      setBusy(false);
    }
  };

  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        aria-hidden="true"
        tabIndex={-1}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          target.value = '';
          if (file) void read(file);
        }}
      />
      <Button icon={<ImportOutlined aria-hidden="true" />} loading={busy} onClick={() => input.current?.click()}>
        {t('importApplication')}
      </Button>
      {unreadable !== undefined && (
        <p className="dg-bad" role="alert">
          {t('importUnreadable', { file: unreadable })}
        </p>
      )}
      <ProblemAlert error={failure} />
    </>
  );
}
