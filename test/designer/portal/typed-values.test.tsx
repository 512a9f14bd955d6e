// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useMemo } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connection } from '../../../designer/api/connection.ts';
import { FormView } from '../../../designer/render/form/FormView.tsx';
import { momentOf, type Scene } from '../../../designer/render/form/scene.ts';
import { useFilledForm } from '../../../designer/render/form/useFilledForm.ts';
import { startTexts } from '../../../designer/ui/i18n.ts';
import type { JsonObject, LookupItem } from '../../../engine/index.ts';
import { contextOf, formWith } from '../../engine/forms/sample.ts';
import '../../support/patience.ts';

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
beforeEach(() => {
  startTexts('en');
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = () => undefined;
      unobserve = () => undefined;
      disconnect = () => undefined;
    },
  );
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    addListener: () => undefined,
    removeListener: () => undefined,
  }));
});

let settled: JsonObject = {};

function Filled({
  fields,
  lookUp = async () => [],
}: {
  fields: JsonObject;
  lookUp?: (q: string) => Promise<LookupItem[]>;
}) {
  const form = useMemo(() => formWith(fields), [fields]);
  const context = useMemo(() => contextOf(form), [form]);
  const filled = useFilledForm({ form, context, initial: {} });
  settled = filled.state.data;
  const scene: Scene = {
    form,
    mode: 'fill',
    ...momentOf(context),
    options: () => undefined,
    services: {
      lookUp: (_field, q) => lookUp(q),
      upload: () => Promise.reject(new Error('nothing is uploaded')),
      fileAddress: () => '#',
      failureText: String,
      units: [],
    },
    set: filled.set,
    choose: filled.choose,
    touch: filled.touch,
    newRow: () => ({}),
  };
  return <FormView scene={scene} state={filled.state} />;
}

async function typeInto(fields: JsonObject, text: string) {
  render(<Filled fields={fields} />);
  const box = await screen.findByLabelText<HTMLInputElement>(/Box/);
  await userEvent.click(box);
  await userEvent.paste(text);
  await userEvent.tab();
  return box;
}

const money = { x: { type: 'money', title: 'Box' } };
const day = { x: { type: 'date', title: 'Box' } };
const time = { x: { type: 'date-time', title: 'Box' } };

describe('what is typed into a form', () => {
  it.each(['12,50', '1,5', '1,23,4', '$100', '€100', '10%', '12_3'])(
    'bugs 2: an amount that could mean two things is kept in the box and refused: %s',
    async (text) => {
      const box = await typeInto(money, text);
      expect(box.value).toBe(text);
      expect(box.getAttribute('aria-invalid')).toBe('true');
      expect(
        screen.getByText(/^Enter an amount in CNY in digits, with at most 2 decimals, such as 60000\.00/),
      ).toBeTruthy();
    },
  );

  it.each([
    ['¥1,234.5', 123_450, '1,234.50'],
    ['−5', -500, '-5.00'],
    ['.5', 50, '0.50'],
  ])('bugs 2, B24: %s is taken as the engine takes it', async (text, minor, shown) => {
    const box = await typeInto(money, text);
    expect(settled.x).toBe(minor);
    expect(box.value).toBe(shown);
  });

  it.each(['20260431', '2026-02-30', '2027-02-29'])(
    'bugs 1: the day %s, which does not exist, is kept and refused',
    async (text) => {
      const box = await typeInto(day, text);
      expect(box.value).toBe(text);
      expect(settled.x).toBe(text);
      expect(screen.getByText(/There is no such day/)).toBeTruthy();
    },
  );

  it('bugs 1: a day typed without dashes is taken', async () => {
    const box = await typeInto(day, '20260430');
    expect(settled.x).toBe('2026-04-30');
    expect(box.value).toBe('2026-04-30');
  });

  it("bugs 3, D13: a time is read and written on the clocks of the tenant's zone, which is named", async () => {
    const box = await typeInto(time, '2026-12-15 9:00');
    expect(settled.x).toBe('2026-12-15T01:00:00.000Z');
    expect(box.value).toBe('2026-12-15 09:00');
    expect(screen.getByText('China Standard Time')).toBeTruthy();
  });

  it('D14: today is the day in the zone of the tenant', () => {
    const context = contextOf(formWith(day));
    const early = { ...context, env: { ...context.env, now: '2026-11-23T20:00:00.000Z' } };
    expect(momentOf(early).today).toBe('2026-11-24');
  });

  it('a text that is too long is kept and refused, not cut off', async () => {
    const box = await typeInto({ x: { type: 'text', title: 'Box', maxLength: 5 } }, 'abcdefgh');
    expect(box.value).toBe('abcdefgh');
    expect(screen.getByText('At most 5 characters, this has 8')).toBeTruthy();
  });
});

// The select asks for the code of the key, which the simulated keyboard leaves out.
function pressEnter(box: HTMLElement) {
  fireEvent.keyDown(box, { key: 'Enter', keyCode: 13, which: 13 });
  fireEvent.keyUp(box, { key: 'Enter', keyCode: 13, which: 13 });
}

/** Takes the first row with the keyboard: the list marks it a moment after it is drawn, and an Enter before that closes the list. */
async function takeFirst(box: HTMLElement, title: string) {
  await waitFor(() =>
    expect(document.querySelector('.ant-select-item-option-active .dg-candidate')?.textContent).toBe(title),
  );
  pressEnter(box);
}

describe('looking up a person', () => {
  const fields = { x: { type: 'person', title: 'Box' } };
  const item = (id: string): LookupItem => ({ id, title: id, value: { id, title: id }, fill: {} });

  it('users F3: Enter never takes a candidate of an earlier text', async () => {
    // The answer to the later text comes when the test says so, however slow the machine is.
    let arrive = () => undefined as unknown;
    const later = new Promise<LookupItem[]>((resolve) => {
      arrive = () => resolve([item('second')]);
    });
    render(<Filled fields={fields} lookUp={async (q) => (q === '' ? [item('first')] : later)} />);
    const box = await screen.findByRole('combobox');
    await userEvent.click(box);
    await screen.findAllByText('first');
    await userEvent.keyboard('sh');
    pressEnter(box);
    expect(settled.x).toBeUndefined();
    arrive();
    await takeFirst(box, 'second');
    expect(settled.x).toMatchObject({ id: 'second' });
  });

  it('bugs 25: nothing is asked while an input method composes', async () => {
    const asked: string[] = [];
    render(
      <Filled
        fields={fields}
        lookUp={async (q) => {
          asked.push(q);
          return [];
        }}
      />,
    );
    const box = await screen.findByRole('combobox');
    await userEvent.click(box);
    await waitFor(() => expect(asked).toEqual(['']));
    fireEvent.compositionStart(box);
    for (const text of ['s', 'sh', "shang'hai"]) fireEvent.change(box, { target: { value: text } });
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(asked).toEqual(['']);
    fireEvent.change(box, { target: { value: '上海' } });
    fireEvent.compositionEnd(box);
    await waitFor(() => expect(asked).toEqual(['', '上海']));
  });

  it('C28: a text that opens the list by itself is searched for, and Enter takes no row of another text', async () => {
    const asked: string[] = [];
    render(
      <Filled
        fields={fields}
        lookUp={async (q) => {
          asked.push(q);
          return q === '' ? [item('newest')] : [item('meant')];
        }}
      />,
    );
    const box = await screen.findByRole('combobox');
    // Reached by Tab, the list is closed; a pasted text opens it.
    fireEvent.focus(box);
    fireEvent.change(box, { target: { value: '恒源测' } });
    pressEnter(box);
    expect(settled.x).toBeUndefined();
    await screen.findAllByText('meant');
    expect(screen.queryByText('newest')).toBeNull();
    expect(asked).toEqual(['恒源测']);
    await takeFirst(box, 'meant');
    expect(settled.x).toMatchObject({ id: 'meant' });
  });

  it('C4: while an input method composes, the list says that it searches later', async () => {
    render(<Filled fields={fields} />);
    const box = await screen.findByRole('combobox');
    await userEvent.click(box);
    fireEvent.compositionStart(box);
    fireEvent.change(box, { target: { value: "heng'yuan" } });
    expect(await screen.findByText('Searches once the word is chosen')).toBeTruthy();
  });

  it('C7: without a connection, the list says so', async () => {
    render(<Filled fields={fields} lookUp={() => new Promise(() => undefined)} />);
    const box = await screen.findByRole('combobox');
    await userEvent.click(box);
    act(() => connection.isLost());
    expect(await screen.findByText('No connection: searches again by itself')).toBeTruthy();
    act(() => connection.isReached());
  });
});
