import { useQuery } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { definitionKinds, type PackDraft } from '../../../engine/index.ts';
import { draftQuery } from '../../api/studio.ts';
import { Loading } from '../../ui/Loading.tsx';
import { ProblemPage } from '../../ui/ProblemPage.tsx';
import { usePermission } from '../../ui/session.tsx';
import { useLocale } from '../../ui/useLocale.ts';
import { usePhone } from '../../ui/useMedia.ts';
import { useTexts } from '../../ui/useTexts.ts';
import type { DocumentKind } from '../document/index.ts';
import { PublishPanel } from '../publish/PublishPanel.tsx';
import { ReleasesPanel } from '../publish/ReleasesPanel.tsx';
import { TryPanel } from '../simulate/TryPanel.tsx';
import { type ActionSurroundings, isShortcut, type PanelName, studioActions } from './actions.ts';
import { ConflictAlert } from './ConflictAlert.tsx';
import { checkDocument } from './check-draft.ts';
import { DefinitionEditor } from './DefinitionEditor.tsx';
import { DefinitionTree } from './DefinitionTree.tsx';
import { ProblemsPanel } from './ProblemsPanel.tsx';
import { type Studio, StudioContext } from './studio-context.ts';
import { Toolbar } from './Toolbar.tsx';
import { useWorkspace } from './useWorkspace.ts';

/** One pack's draft: its definitions at the side, the open one in the middle, what is wrong with it and what can be done with it above. */
export function Workspace() {
  const { pack = '' } = useParams();
  const { data: draft, error, refetch } = useQuery(draftQuery(pack));
  // A fetch behind the open workspace that fails takes nothing away from what is being edited.
  if (!draft) return error ? <ProblemPage error={error} onRetry={() => void refetch()} /> : <Loading />;
  return <OpenWorkspace key={`${pack} ${draft.revision}`} pack={pack} draft={draft} />;
}

function OpenWorkspace({ pack, draft }: { pack: string; draft: PackDraft }) {
  const t = useTexts('studio');
  const locale = useLocale();
  const phone = usePhone();
  const navigate = useNavigate();
  const { kind, key } = useParams();
  const workspace = useWorkspace(pack, draft);
  const mayPublish = usePermission('publish');
  const [panel, setPanel] = useState<PanelName>();
  const [treeOpen, setTreeOpen] = useState(false);
  const [focus, setFocus] = useState<{ ref: string; path: string }>();

  const { document } = workspace;
  const settled = useDeferredValue(document);
  const { partial, problems } = useMemo(() => checkDocument(draft, settled, locale), [draft, settled, locale]);

  const first = Object.keys(document.definitions).sort(byKind)[0];
  const selected = useMemo(() => {
    if (kind && key && document.definitions[`${kind}/${key}`]) return { kind: kind as DocumentKind, key };
    const [firstKind, firstKey] = first?.split('/') ?? [];
    return firstKind && firstKey ? { kind: firstKind as DocumentKind, key: firstKey } : undefined;
  }, [kind, key, document, first]);

  const open = useCallback(
    (ref: { kind: string; key: string }) => void navigate(`/studio/${pack}/${ref.kind}/${ref.key}`),
    [navigate, pack],
  );
  const studio: Studio = {
    ...workspace,
    partial,
    problems,
    selected,
    open: (ref) => {
      setTreeOpen(false);
      setFocus(undefined);
      open(ref);
    },
    focus: focus && selected && focus.ref === `${selected.kind}/${selected.key}` ? focus.path : undefined,
    show: (ref, path) => {
      setFocus({ ref: `${ref.kind}/${ref.key}`, path });
      setPanel((was) => (phone ? undefined : was));
      open(ref);
    },
  };
  const surroundings: ActionSurroundings = { ...studio, openPanel: setPanel, mayPublish };
  useShortcuts(surroundings);

  const tree = <DefinitionTree />;
  return (
    <StudioContext.Provider value={studio}>
      <div className="dg-studio">
        <Toolbar surroundings={surroundings} onTree={() => setTreeOpen(true)} />
        <ConflictAlert />
        <div className="dg-studio-body">
          {!phone && <aside className="dg-studio-tree">{tree}</aside>}
          <section className="dg-studio-editor" aria-label={t('editor')}>
            {selected ? (
              <DefinitionEditor key={`${selected.kind}/${selected.key}`} definitionRef={selected} />
            ) : (
              <p className="dg-soft">{t('emptyPack')}</p>
            )}
          </section>
        </div>
        {panel === 'problems' && (
          <footer className="dg-studio-problems">
            <ProblemsPanel onClose={() => setPanel(undefined)} />
          </footer>
        )}
      </div>
      <Drawer open={treeOpen} placement="left" size={300} title={t('definitions')} onClose={() => setTreeOpen(false)}>
        {tree}
      </Drawer>
      <Drawer
        open={panel === 'try' || panel === 'publish' || panel === 'releases'}
        size={phone ? '100%' : 640}
        title={panel && panel !== 'problems' ? t(panel) : ''}
        onClose={() => setPanel(undefined)}
        destroyOnHidden
        extra={<Button onClick={() => setPanel(undefined)}>{t('shell:close')}</Button>}
      >
        {panel === 'try' && <TryPanel />}
        {panel === 'publish' && <PublishPanel onDone={() => setPanel(undefined)} />}
        {panel === 'releases' && <ReleasesPanel />}
      </Drawer>
    </StudioContext.Provider>
  );
}

// A pack without definitions shows what it says of itself.
const kindOrder: readonly string[] = [...definitionKinds, 'pack'];
function byKind(a: string, b: string): number {
  return kindOrder.indexOf(a.split('/')[0] ?? '') - kindOrder.indexOf(b.split('/')[0] ?? '') || a.localeCompare(b);
}

/** Shortcuts work wherever the focus is, except that text fields keep their own undo. */
function useShortcuts(surroundings: ActionSurroundings): void {
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const action = studioActions.find(({ keys }) => keys !== undefined && isShortcut(event, keys));
      if (!action?.enabled(surroundings)) return;
      const typing =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, [contenteditable="true"]');
      if (typing && (action.name === 'undo' || action.name === 'redo')) return;
      event.preventDefault();
      action.run(surroundings);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  });
}
