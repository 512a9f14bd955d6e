// @vitest-environment jsdom
import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ParsedScreen } from '../../../designer/portal/forms/form-screen.ts';
import { usePageScene } from '../../../designer/portal/forms/usePageScene.ts';
import { PrintedCase } from '../../../designer/portal/timeline/PrintedHistory.tsx';
import { FormView } from '../../../designer/render/form/FormView.tsx';
import { useFilledForm } from '../../../designer/render/form/useFilledForm.ts';
import { PrintButton } from '../../../designer/ui/PrintButton.tsx';
import { cases } from '../../../designer/ui/texts/zh-CN/cases.ts';
import { home } from '../../../designer/ui/texts/zh-CN/home.ts';
import { signIn } from '../../../designer/ui/texts/zh-CN/sign-in.ts';
import { task } from '../../../designer/ui/texts/zh-CN/task.ts';
import { decisionOf, type JsonObject } from '../../../engine/index.ts';
import { contextOf, formWith } from '../../engine/forms/sample.ts';
import { serve, show } from '../../support/page.tsx';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type NewProps = { fields: JsonObject; access?: JsonObject; exists?: boolean; sending?: (count: number) => void };
function NewRecord({ fields, access = {}, exists = false, sending }: NewProps) {
  const form = useMemo(() => formWith(fields), [fields]);
  const context = useMemo(() => {
    const found = contextOf(form);
    return { ...found, exists, access: { ...found.access, ...access } } as typeof found;
  }, [form, access, exists]);
  const filled = useFilledForm({ form, context, initial: {} });
  const parsed = { form, options: () => undefined, screen: { release: 1 } } as unknown as ParsedScreen;
  const scene = usePageScene({ parsed, context, mode: 'fill', filled });
  return (
    <>
      <button type="button" onClick={() => sending?.(scene.services.sending?.() ?? 0)}>
        Ask
      </button>
      <FormView scene={scene} state={filled.state} />
    </>
  );
}

describe('what the screen says', () => {
  const fields = {
    name: { type: 'text', title: 'Name' },
    idNumber: { type: 'id-number', title: 'ID number' },
    no: { type: 'serial', pattern: 'N{seq:4}', title: 'No.' },
    sum: { type: 'number', title: 'Sum', compute: 7 },
    done: { type: 'date', title: 'Done on', readonly: true },
  };

  it('users F34: a field that the person may not fill is not drawn on a new record', async () => {
    serve({});
    show(<NewRecord fields={fields} access={{ idNumber: 'masked' }} />);
    await screen.findByText('Name');
    expect(screen.queryByText(/ID number/)).toBeNull();
    expect(screen.queryByText('Done on')).toBeNull();
    expect(screen.getByText('No.')).toBeTruthy();
    expect(screen.getByText('Sum')).toBeTruthy();
    cleanup();
    show(<NewRecord fields={fields} access={{ idNumber: 'masked' }} exists />);
    expect(await screen.findByText(/ID number/)).toBeTruthy();
  });

  it('users F32: a file that is on its way is known, and not called missing', async () => {
    const counts: number[] = [];
    serve({});
    class Request extends EventTarget {
      upload = new EventTarget();
      open = () => undefined;
      setRequestHeader = () => undefined;
      send = () => undefined;
      abort = () => undefined;
    }
    vi.stubGlobal('XMLHttpRequest', Request);
    show(
      <NewRecord fields={{ proof: { type: 'attachment', title: 'Proof' } }} sending={(count) => counts.push(count)} />,
    );
    await userEvent.click(await screen.findByRole('button', { name: 'Ask' }));
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    await userEvent.upload(input as HTMLInputElement, new File(['x'], 'a.pdf', { type: 'application/pdf' }));
    await userEvent.click(screen.getByRole('button', { name: 'Ask' }));
    expect(counts).toEqual([0, 1]);
  });

  it('users F12: the paper shows every decision with its opinion and signature, and prints by a button', async () => {
    const actor = { id: 'chen', title: 'Chen Hong' };
    const items = [
      { seq: 1, at: '2026-11-01T08:00:00.000Z', kind: 'start', text: 'Wang Min submitted the request' },
      {
        seq: 2,
        at: '2026-11-01T09:00:00.000Z',
        kind: 'decide',
        actor,
        text: 'Chen Hong approved at Director',
        opinion: 'Agreed',
        signed: 'password',
      },
    ];
    serve({ 'GET /cases/c1/history': { items } });
    const print = vi.fn();
    vi.stubGlobal('print', print);
    show(
      <>
        <PrintedCase id="c1" />
        <PrintButton />
      </>,
    );
    const rows = (await screen.findAllByRole('row', { hidden: true })).map(({ textContent }) => textContent);
    expect(rows).toHaveLength(3);
    expect(rows[1]).toContain('Wang Min submitted');
    expect(rows[2]).toMatch(/Chen Hong approved at Director.*Agreed.*Chen Hong.*Signed with the password/);
    await userEvent.click(screen.getByRole('button', { name: 'Print' }));
    expect(print).toHaveBeenCalledOnce();
  });

  it('users F33: one thing has one word: a handed-on task, the organisation, a branch', () => {
    expect(decisionOf('transfer')).toMatchObject({ title: { 'zh-CN': '转办' }, verb: { 'zh-CN': '转办' } });
    expect([signIn.tenant, home.organisation]).toEqual(['组织', '组织']);
    expect(home.unit).toContain('机构');
    expect(JSON.stringify([task, cases])).not.toContain('转交');
  });
});
